import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { canonicalJson } from '../../core/canonical-json.ts';
import { hashText } from '../../core/content-hash.ts';
import { aFormat1Release } from '../../core/release/format-1/format-1.test-data.ts';
import type { Release } from '../../core/release/release.ts';
import { commandLine } from '../access/audit-event.ts';
import { hashToken, newToken } from '../access/token.ts';
import { findReceipt } from '../responses/find-receipt.ts';
import { hashResponsesOfBefore } from '../responses/hash-responses-of-before.ts';
import { closeWave, createWave, openWave } from '../fieldwork/move-wave.ts';
import { existingWave } from '../programmes/pinned-wave.ts';
import { publishRelease } from '../releases/publish-release.ts';
import { runCommandLine } from '../command-line/run-command-line.ts';
import { heldContentOf, openHeld } from '../keys/held-answers.ts';
import { formerContentHashOf } from '../keys/response-hashes.ts';
import { type ArchivePage, kindTables } from '../storage/archive.ts';
import { openStorage } from '../storage/open-storage.ts';
import { type AuditEntry, type AuditEvent, chainedEntry } from '../storage/audit-chain.ts';
import { migrate as migratePostgres } from '../storage/postgres/migrate.ts';
import { migrations as postgresMigrations } from '../storage/postgres/migrations/migrations.ts';
import { type StartedPostgres, startPostgres } from '../storage/postgres/testing/start-postgres.ts';
import { columnName } from '../storage/storable-value.ts';
import { lastingDatabase } from '../storage/sqlite/lasting-database.ts';
import { migrate as migrateSqlite } from '../storage/sqlite/migrate.ts';
import { migrations as sqliteMigrations } from '../storage/sqlite/migrations/migrations.ts';
import type { User } from '../storage/storage.ts';
import { json, shortAnswers, testKeys, testManyi, type TestManyi } from '../testing.ts';
import { passwordDigest } from './password-digest.ts';
import { verifyStorage } from './verify-storage.ts';

/** The steps of the schema in the version before there were keys. */
const STEPS_OF_BEFORE = 7;
const DAY = Date.UTC(2026, 7, 1);

type Value = string | number | boolean | null;
interface Row {
  readonly table: string;
  readonly columns: Readonly<Record<string, Value>>;
}
interface Before {
  readonly rows: readonly Row[];
  readonly release: { readonly hash: string; readonly document: string };
  /** Of the open wave. */
  readonly unused: string;
  readonly used: string;
  readonly answered: string;
  /** Receipts people have noted down, each of a wave. */
  readonly receipts: readonly { readonly wave: string; readonly receipt: string }[];
}

const people: readonly User[] = [
  {
    id: 'u1',
    name: 'Li',
    passwordHash: 'scrypt$1',
    isDisabled: false,
    grants: [{ role: 'official', programme: '*' }],
  },
  { id: 'u2', name: 'li', passwordHash: 'scrypt$2', isDisabled: true, grants: [] },
  {
    id: 'u3',
    name: '王评估',
    isDisabled: false,
    grants: [
      { role: 'evaluator', programme: 'quality-district' },
      { role: 'official', programme: 'quality-district' },
    ],
  },
];

/**
 * What the version before left behind: a published wave, an open one with used and unused invitations, people
 * whose names differ in case, and one who holds two roles; hashes without keys, and entries that say less.
 */
async function leftBehind(): Promise<Before> {
  const { deps, questionnaire } = await testManyi('sqlite::memory:');
  const { storage } = deps;
  const tokens: string[] = [];
  const events: AuditEvent[] = [];
  const note = (
    action: AuditEvent['action'],
    subject: string,
    details: object = {},
    { at, actor }: { readonly at: number; readonly actor: string } = { at: deps.clock(), actor: 'u3' },
  ) => void events.push({ at, actor, action, subject, details: canonicalJson(details) });
  const answer = (wave: string, channel: 'invitation' | 'open') => {
    const answers = canonicalJson(shortAnswers());
    const content = { answers, channel, disposition: 'complete' as const, questionnaire };
    const rest = { wave, id: randomUUID(), mode: 'web', language: 'zh-Hans', isLate: false };
    // The record hash is left out of what is written: the schema of before has no column for it.
    return { ...rest, ...content, contentHash: formerContentHashOf(content), recordHash: 'keys.none' };
  };
  for (const person of people) {
    note('userAdded', person.id, { name: person.name, grants: person.grants });
    if (person.passwordHash) note('passwordSet', person.id);
    if (person.isDisabled) note('userDisabled', person.id);
  }
  for (const [wave, period] of [
    ['old-2024', '2024'],
    ['old-2025', '2025'],
  ] as const) {
    const title = { 'zh-Hans': `${period}年`, en: period };
    await createWave(
      deps,
      { id: wave, programme: 'quality-district', title, period, form: 'short' },
      commandLine,
    );
    note('waveCreated', wave, { form: 'short' });
    const { document } = await openWave(deps, wave, commandLine);
    note('waveOpened', wave, { document });
    const batch = { id: `batch-${wave}`, wave, name: '第一批', stratum: 'songyue', primaryUnit: 'songyue-1' };
    const fresh = Array.from({ length: 14 }, () => newToken(128));
    await storage.addInvitations({ ...batch, weight: 20, createdAt: DAY }, fresh.map(hashToken));
    note('invitationsIssued', wave, { batch: batch.id, count: fresh.length });
    tokens.push(...fresh);
    const { stratum, primaryUnit } = batch;
    const invited = fresh.slice(0, 12).map((token) => {
      const response = { ...answer(wave, 'invitation'), stratum, primaryUnit, weight: 20 };
      return { response, invitation: hashToken(token), held: heldContentOf(testKeys, response) };
    });
    const outcomes = await storage.recordResponses([...invited, { response: answer(wave, 'open') }]);
    expect(new Set(outcomes)).toEqual(new Set(['recorded']));
  }
  await closeWave(deps, 'old-2024', commandLine);
  note('waveClosed', 'old-2024');
  const later = { ...deps, clock: () => deps.clock() + 60 * 60_000 };
  const release = await publishRelease(later, await existingWave(storage, 'old-2024'), commandLine);
  const published = { at: later.clock(), actor: commandLine.user };
  const document = format1Of(JSON.parse((await storage.document(release.hash))!) as Release);
  const hash = hashText(document);
  note('releasePublished', hash, { wave: 'old-2024', number: 1 }, published);

  const rows: Row[] = [];
  const receipts: { wave: string; receipt: string }[] = [];
  let answered = '';
  for await (const page of storage.readArchive()) {
    if (page.kind === 'auditEntry') continue;
    // The version before held nothing: what came was stored.
    const stored =
      page.kind === 'heldResponse'
        ? { kind: 'response' as const, rows: page.rows.map((held) => openHeld(testKeys, held)!) }
        : page;
    const table = kindTables.find(({ archive }) => archive.kind === stored.kind)!.name;
    for (const row of stored.rows as unknown as readonly Readonly<Record<string, Value>>[]) {
      // The wave every test has is not of before.
      if (row['wave'] === 'short-2026' || row['id'] === 'short-2026') continue;
      if (row['hash'] === release.sealed) continue;
      const { sealed: _, exclusions: __, ...ofBefore } = row;
      const asPublished = { hash, ...(stored.kind === 'document' ? { body: document } : {}) };
      rows.push({
        table,
        columns: asColumns(row['hash'] === release.hash ? { ...ofBefore, ...asPublished } : row),
      });
      if (stored.kind !== 'response') continue;
      const [wave, id] = [String(row['wave']), String(row['id'])];
      receipts.push({ wave, receipt: receiptOfBefore(wave, id) });
      if (wave === 'old-2025' && row['channel'] === 'open') answered = id;
    }
  }
  // Written past the storage, which takes no two names that differ in case any more.
  for (const { id, name, passwordHash = null, isDisabled, grants } of people) {
    rows.push({
      table: 'users',
      columns: { id, name, password_hash: passwordHash, is_disabled: isDisabled },
    });
    for (const grant of grants) rows.push({ table: 'grants', columns: { user: id, ...grant } });
  }
  let last: AuditEntry | undefined;
  for (const event of events) {
    last = chainedEntry(last, event);
    rows.push({ table: 'audit_entries', columns: { ...last } });
  }
  await storage.close();
  const [used, unused] = [tokens[14]!, tokens.at(-1)!];
  return { rows, release: { hash, document }, used, unused, answered, receipts };
}

/** A release as the version before wrote it, of the same answers and documents. */
function format1Of({ wave, provenance: { document, responses } }: Release): string {
  const score = { ...aFormat1Release().figures[9]!, key: 'itemScore/SH_A3_sat', subject: 'SH_A3_sat' };
  const { comparison: _, ...release } = aFormat1Release({
    wave,
    provenance: { document, responses, software: '0.1' },
    ...{ nodes: [], figures: [score], rankings: [], targets: [] },
  });
  return canonicalJson(release);
}

/** As the version before made it, written out here: what is printed on paper does not change with the code. */
function receiptOfBefore(wave: string, id: string): string {
  const hash = createHash('sha256').update(`receipt ${wave} ${id}`).digest('hex').toUpperCase();
  return `${hash.slice(0, 4)}-${hash.slice(4, 8)}`;
}

async function* every(pages: readonly ArchivePage[]): AsyncGenerator<ArchivePage> {
  yield* pages;
}

function asColumns(row: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(row).map(([field, value]) => [columnName(field), value]));
}

async function writeSqlite(file: string, { rows }: Before): Promise<void> {
  const database = lastingDatabase(file);
  migrateSqlite(database, sqliteMigrations.slice(0, STEPS_OF_BEFORE));
  for (const { table, columns } of rows) {
    const known = database
      .prepare<[string], string>('SELECT name FROM pragma_table_info(?)')
      .pluck()
      .all(table)
      .filter((column) => columns[column] !== undefined);
    const values = known.map((column) => columns[column]!);
    database
      .prepare(`INSERT INTO ${table} (${known.join(', ')}) VALUES (${known.map(() => '?').join(', ')})`)
      .run(values.map((value) => (typeof value === 'boolean' ? Number(value) : value)));
  }
  database.close();
}

async function writePostgres(url: string, { rows }: Before): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await migratePostgres(client, postgresMigrations.slice(0, STEPS_OF_BEFORE));
  for (const { table, columns } of rows) {
    const found = await client.query<{ name: string }>(
      'SELECT column_name::text AS name FROM information_schema.columns WHERE table_name = $1',
      [table],
    );
    const known = found.rows.map(({ name }) => name).filter((column) => columns[column] !== undefined);
    await client.query(
      `INSERT INTO ${table} (${known.map((column) => `"${column}"`).join(', ')})
       VALUES (${known.map((_, index) => `$${index + 1}`).join(', ')})`,
      known.map((column) => columns[column]),
    );
  }
  await client.end();
}

function describeUpgrade(engine: string, open: (before: Before) => Promise<string>): void {
  describe(`a database of before, upgraded on ${engine}`, () => {
    let before: Before;
    let manyi: TestManyi;
    let database: string;
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'manyi-before-keys-'));
      before = await leftBehind();
      database = await open(before);
      manyi = await testManyi(database);
    }, 120_000);
    afterAll(async () => {
      await manyi.deps.storage.close();
      await rm(folder, { recursive: true });
    });

    /** What "manyi verify" prints and ends with. */
    async function printedByVerify() {
      const keys = join(folder, 'keys.json');
      const secret = Buffer.alloc(32, 7).toString('base64url');
      await writeFile(keys, JSON.stringify({ format: 'manyi-keys-1', secret }), { mode: 0o600 });
      const lines: string[] = [];
      const say = (text: string) => void lines.push(...text.split('\n'));
      const log = vi.spyOn(console, 'log').mockImplementation(say);
      const variables = { MANYI_DATABASE: database, MANYI_KEYS: keys };
      const status = await runCommandLine(['verify'], variables, { say, complain: say }).finally(() =>
        log.mockRestore(),
      );
      return { status, lines };
    }

    const faults = async () =>
      (await verifyStorage(manyi.deps.storage, testKeys)).flatMap((finding) => finding.faults);
    const send = (id: string, more: object = {}) =>
      manyi.app.request(
        `/api/waves/old-2025/responses/${id}`,
        json('PUT', {
          questionnaire: manyi.questionnaire,
          language: 'zh-Hans',
          mode: 'web',
          answers: shortAnswers(),
          ...more,
        }),
      );

    it('has its audit chain under the keys from the first start on, as it stood then', async () => {
      const entries = await manyi.deps.storage.auditAfter(0, 1000);
      const beginning = entries.findIndex(({ seal }) => seal !== undefined);
      const { number, hash } = entries[beginning - 1]!;
      expect(entries[beginning]!.action).toBe('auditSealed');
      expect(JSON.parse(entries[beginning]!.details)).toMatchObject({
        entries: number,
        head: hash,
        passwords: {
          u1: passwordDigest(testKeys, 'u1', 'scrypt$1'),
          u2: passwordDigest(testKeys, 'u2', 'scrypt$2'),
        },
      });
      expect(entries.slice(beginning).every(({ seal }) => seal !== undefined)).toBe(true);
    });

    it('lets verifying find what the chain of before did not say: a password and an invitation replaced', async () => {
      const { storage } = manyi.deps;
      const user = (await storage.user('u1'))!;
      await storage.putUser({ ...user, passwordHash: 'scrypt$mine' });
      expect(await faults()).toEqual([expect.stringMatching(/"Li" .* has another password than/)]);
      await storage.putUser(user);
      const pages: ArchivePage[] = [];
      for await (const page of storage.readArchive()) {
        if (page.kind !== 'invitation' || pages.some(({ kind }) => kind === 'invitation')) pages.push(page);
        else {
          const [, ...rest] = page.rows;
          pages.push({ ...page, rows: [{ ...page.rows[0]!, tokenHash: '0' }, ...rest] });
        }
      }
      const elsewhere = await openStorage('sqlite::memory:');
      await elsewhere.restoreArchive(every(pages));
      const found = (await verifyStorage(elsewhere, testKeys)).flatMap((finding) => finding.faults);
      await elsewhere.close();
      expect(found).toEqual([
        'wave old-2024 has other invitations than when the chain was brought under the keys',
      ]);
    });

    it('is as it was, before and after its answers have hashes by the keys', async () => {
      expect(await faults()).toEqual([]);
      expect(await hashResponsesOfBefore(manyi.deps)).toBe(26);
      expect(await faults()).toEqual([]);
    });

    it('knows an answer again that is sent again, and gives the same receipt each time', async () => {
      const [once, twice] = [await send(before.answered), await send(before.answered)];
      expect([once.status, twice.status]).toEqual([200, 200]);
      const body = (await once.json()) as { outcome: string; receipt: string };
      expect(body).toMatchObject({ outcome: 'alreadyRecorded' });
      expect(((await twice.json()) as typeof body).receipt).toBe(body.receipt);
    });

    it('finds every receipt that was given, in its wave and in no other', async () => {
      const { storage } = manyi.deps;
      const waves = [await existingWave(storage, 'old-2024'), await existingWave(storage, 'old-2025')];
      expect(before.receipts).toHaveLength(26);
      for (const { wave, receipt } of before.receipts) {
        const found = await Promise.all(waves.map((each) => findReceipt(storage, testKeys, each, receipt)));
        expect(waves.filter((_, index) => found[index]).map(({ id }) => id)).toEqual([wave]);
      }
    });

    it('lists in "verify" who holds roles that exclude each other, and names that read the same, as no fault', async () => {
      const { status, lines } = await printedByVerify();
      expect(lines.filter((line) => line.startsWith('note'))).toEqual([
        'note   "王评估" holds roles that exclude each other: one of them must be taken away.',
        expect.stringMatching(/^note {3}("Li" and "li"|"li" and "Li") are names that read the same: /),
      ]);
      expect([status, lines.filter((line) => line.startsWith('FAULT'))]).toEqual([0, []]);
    });

    it('has open links: an invitation not used opens the survey and is used once, a used one is refused', async () => {
      expect((await manyi.app.request(`/s/old-2025/i/${before.unused}`)).status).toBe(200);
      expect((await send(randomUUID(), { invitation: before.used })).status).toBe(409);
      expect((await send(randomUUID(), { invitation: before.unused })).status).toBe(201);
      expect((await send(randomUUID(), { invitation: before.unused })).status).toBe(409);
    });

    it('has the release with the bytes it had, which count as sealed, and a rendering of it for readers', async () => {
      const { hash, document } = before.release;
      expect(await manyi.deps.storage.document(hash)).toBe(document);
      const read = async (path: string, role: 'official' | 'evaluator') =>
        manyi.app.request(`/api/releases/${hash}${path}`, { headers: await manyi.signIn(role) });
      expect(await (await read('/sealed', 'evaluator')).text()).toBe(document);
      const rendered = await read('', 'official');
      expect(rendered.headers.get('manyi-rendered-from')).toBe(hash);
      expect(await rendered.json()).toMatchObject({ format: 'manyi-release-2', wave: { id: 'old-2024' } });
    });

    it('has everybody who could sign in, with what they were given: nobody is lost over a name or two roles', async () => {
      const stand = await manyi.deps.storage.users();
      for (const { id, name, isDisabled, grants } of people) {
        const found = stand.find((user) => user.id === id);
        expect(found).toMatchObject({ id, name, isDisabled });
        expect(new Set(found!.grants.map(canonicalJson))).toEqual(new Set(grants.map(canonicalJson)));
      }
    });
  });
}

describeUpgrade('SQLite', async (before) => {
  const directory = await mkdtemp(join(tmpdir(), 'manyi-before-'));
  afterAll(() => rm(directory, { recursive: true }));
  const file = join(directory, 'manyi.db');
  await writeSqlite(file, before);
  return `sqlite:${file}`;
});

let server: StartedPostgres | undefined;
afterAll(() => server?.stop(), 60_000);
describeUpgrade('PostgreSQL', async (before) => {
  server = await startPostgres();
  await writePostgres(server.url, before);
  return server.url;
});
