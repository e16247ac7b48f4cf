import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { inject } from 'vitest';
import { contentHash } from '../core/content-hash.ts';
import type { Answers } from '../core/questionnaire/answer.ts';
import { createPages } from '../web/pages.ts';
import { commandLine } from './access/audit-event.ts';
import { deriveKeyHere, hashPassword } from './access/password.ts';
import { createPasswordQueue, type DeriveKey } from './access/password-queue.ts';
import { heldAnswers } from './fieldwork/held-answers.ts';
import { issueInvitations, LEAST_OF_A_UNIT } from './fieldwork/issue-invitations.ts';
import { createWave, openWave } from './fieldwork/move-wave.ts';
import { sealAuditChain } from './audit/seal-audit-chain.ts';
import { type Api, createApp } from './app.ts';
import { checkReply } from './http/check-reply.ts';
import type { Deps } from './deps.ts';
import { estimatorHere } from './estimates/estimator.ts';
import { inLine } from './estimates/in-line.ts';
import { auditKey } from './keys/audit-key.ts';
import { createIntake } from './responses/intake/intake.ts';
import { createOpenLink } from './fieldwork/open-link.ts';
import { keysFrom } from './keys/keys.ts';
import { createMetrics } from './observe/metrics.ts';
import { createReadiness } from './observe/readiness.ts';
import type { Grant, StoredResponse } from './storage/storage.ts';
import { temporaryPostgresSchema } from './storage/postgres/testing/temporary-postgres-storage.ts';
import { openStorage } from './storage/open-storage.ts';
import { loadSurveys } from './programmes/load-surveys.ts';

/** Tests talk to the whole application, on real storage, with the surveys of this repository. */
export interface TestManyi {
  readonly app: Api;
  readonly deps: Deps;
  /** A wave of the short form, open for answers. */
  readonly wave: string;
  readonly questionnaire: string;
  readonly signIn: (role: Grant['role'], programme?: string) => Promise<Record<string, string>>;
  readonly invite: (count: number) => Promise<readonly string[]>;
  readonly send: (id: string, answers: Answers, more?: object) => Promise<Response>;
  /** What was sent to the wave, whether it stands or is held. */
  readonly received: () => Promise<readonly StoredResponse[]>;
  setClock: (now: number) => void;
}

/** Keys that are the same in every test. */
export const testKeys = keysFrom(new Uint8Array(32).fill(7));

const builtElsewhere = { scripts: ['/assets/entry.js'], styleSheets: [] };

/** @param database unset: a new one of the engine under test */
export async function testManyi(
  database?: string,
  around: Pick<Partial<Deps>, 'publicUrl' | 'secondFactor'> = {},
): Promise<TestManyi> {
  const { programmes, imports } = await loadSurveys(join(import.meta.dirname, '..', 'surveys'));
  const storage = await openStorage(database ?? (await newDatabase()));
  await storage.noteKeys(testKeys.fingerprint, undefined);
  await storage.useAuditKey(auditKey(testKeys));
  let now = Date.UTC(2026, 8, 1, 4);
  const clock = () => now;
  await sealAuditChain({ storage, keys: testKeys, clock });
  const deps: Deps = {
    storage,
    keys: testKeys,
    intake: createIntake(storage),
    openLink: createOpenLink(storage, clock),
    estimator: inLine(estimatorHere(storage, 'test')),
    programmes: new Map(
      programmes.map((programme) => [
        programme.name,
        {
          programme,
          mappings: new Map((imports.get(programme.name) ?? []).map((mapping) => [mapping.name, mapping])),
        },
      ]),
    ),
    pages: createPages({ respond: builtElsewhere, staff: builtElsewhere }),
    clock,
    log: pino({ level: 'silent' }),
    software: 'test',
    temporaryDirectory: join(tmpdir(), 'manyi-test-uploads'),
    isDemonstration: false,
    proxies: new Set(),
    secondFactor: 'none',
    passwords: createPasswordQueue(deriveCheaply, clock),
    metrics: createMetrics(),
    readiness: createReadiness(storage, 'test', clock),
    ...around,
  };
  const app = replyingAsDescribed(createApp(deps));
  const wave = 'short-2026';
  await createWave(
    deps,
    {
      id: wave,
      programme: 'quality-district',
      title: { 'zh-Hans': '2026年调查', en: 'Survey 2026' },
      period: '2026',
      form: 'short',
    },
    commandLine,
  );
  await openWave(deps, wave, commandLine);
  const form = deps.programmes.get('quality-district')!.programme.forms[0]!;
  const questionnaire = contentHash(form.questionnaire);
  return {
    app,
    deps,
    wave,
    questionnaire,
    async signIn(role, programme = '*') {
      const name = `${role} ${programme}`;
      const passwordHash = await testPasswordHash;
      const grants = [{ role, programme }];
      await storage.putUser({ id: name, name, passwordHash, isDisabled: false, grants });
      const reply = await app.request('/api/session', json('POST', { name, password: TEST_PASSWORD }));
      return { cookie: reply.headers.get('set-cookie')!.split(';')[0]! };
    },
    async invite(count) {
      const wanted = { wave, name: 'test', stratum: 'songyue', primaryUnit: 'songyue-1', weight: 20 };
      // A whole batch, of which the test uses some.
      const issued = { ...wanted, count: Math.max(count, LEAST_OF_A_UNIT) };
      return (await issueInvitations(deps, issued, commandLine)).tokens.slice(0, count);
    },
    send: (id, answers, more = {}) =>
      Promise.resolve(
        app.request(
          `/api/waves/${wave}/responses/${id}`,
          json('PUT', { questionnaire, language: 'zh-Hans', mode: 'web', answers, ...more }),
        ),
      ),
    async received() {
      const all = [...(await storage.responsesAfter(wave, '', 1000)).responses];
      for await (const held of heldAnswers(storage, testKeys, wave)) all.push(...held);
      return all;
    },
    setClock: (time) => void (now = time),
  };
}

/** The same application; a reply that is not as the OpenAPI document says fails the test that asked for it. */
function replyingAsDescribed(app: Api): Api {
  const ask = app.request;
  app.request = async (wanted, init, ...more) => {
    const reply = await ask(wanted, init, ...more);
    const path = new URL(wanted instanceof Request ? wanted.url : wanted, 'http://localhost').pathname;
    const method = (wanted instanceof Request ? wanted.method : init?.method) ?? 'GET';
    await checkReply(app, { method, path }, reply);
    return reply;
  };
  return app;
}

async function newDatabase(): Promise<string> {
  if (process.env['MANYI_TEST_ENGINE'] !== 'postgres') return 'sqlite::memory:';
  return (await temporaryPostgresSchema(inject('postgresServer'))).url;
}

export const TEST_PASSWORD = 'correct horse battery';
/** Scrypt at a thousandth of its cost, whatever a hash says of itself: tests sign in thousands of times. */
export const deriveCheaply: DeriveKey = (wanted) =>
  deriveKeyHere({ ...wanted, exponent: Math.min(wanted.exponent, 7) });

export const testPasswordHash = hashPassword(TEST_PASSWORD, deriveCheaply);

export function json(method: string, body: unknown, headers: Record<string, string> = {}): RequestInit {
  return { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** A whole response to the short form; the rating may be varied. */
export function shortAnswers(rating = 8): Answers {
  return {
    C1_consent: 'yes',
    S1_age: '30-39',
    S2_residence: 'resident',
    S6_conflict: 'no',
    S3_street: 'songyue',
    S5_sex: 'female',
    SH_A3_sat: rating,
    SH_product: rating,
    SH_engineering: rating,
    SH_service: rating,
    SH_mgmt: { missing: 'dontKnow' },
    SH_lodge: { missing: 'notUsed' },
    I1_asked: 'no',
  };
}
