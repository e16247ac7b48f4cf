import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandLine } from '../../access/audit-event.ts';
import { builtScript } from '../../built-script.ts';
import { addUser } from '../../people/add-user.ts';
import { releaseDocument } from '../../estimates/estimate-wave.ts';
import { existingWave } from '../../programmes/pinned-wave.ts';
import { digestOf } from '../../archive/write-archive.ts';
import { hashText } from '../../../core/content-hash.ts';
import type { SealedRelease } from '../../../core/release/sealed-release.ts';
import type { SimulationProfile } from '../../../core/simulation/simulation-profile.ts';
import { estimatorThread } from '../../estimates/estimator-thread.ts';
import { loadDemonstration } from '../../demonstration/load-demonstration.ts';
import { sha256 } from '../../keys/sha256.ts';
import { testManyi, type TestManyi } from '../../testing.ts';
import { openSqliteStorage } from '../sqlite/open-sqlite-storage.ts';
import { openPostgresStorage } from './open-postgres-storage.ts';
import { type StartedPostgres, startPostgres } from './testing/start-postgres.ts';
import { temporaryPostgresSchema } from './testing/temporary-postgres-storage.ts';

const PROGRAMME = 'quality-district';

let server: StartedPostgres;
let onSqlite: TestManyi;
let onPostgres: TestManyi;
let postgresUrl: string;

async function demonstration(database: string): Promise<TestManyi> {
  const manyi = await testManyi(database);
  const path = join(import.meta.dirname, '../../../surveys', PROGRAMME, 'simulation.json');
  const profile = JSON.parse(await readFile(path, 'utf8')) as SimulationProfile;
  const waves = profile.waves.slice(0, 2).map((wave) => ({ ...wave, invited: 900, open: 60 }));
  await loadDemonstration(manyi.deps, PROGRAMME, { ...profile, waves }, () => {});
  return manyi;
}

beforeAll(async () => {
  server = await startPostgres();
  onSqlite = await demonstration('sqlite::memory:');
  postgresUrl = (await temporaryPostgresSchema(server.url)).url;
  onPostgres = await demonstration(postgresUrl);
}, 120_000);
afterAll(async () => {
  await onSqlite.deps.storage.close();
  await onPostgres.deps.storage.close();
  await server.stop();
});

/** The secret of a sealed document, and the hashes that rest on it. */
function withoutSecret(body: string): string {
  return body.replace(/"(secret|sealed|release)":"[0-9a-f]{64}"/g, '"$1":""');
}

describe('the same answers on both engines', () => {
  it('give releases of the same bytes but for their secrets', async () => {
    const [ofSqlite, ofPostgres] = await Promise.all(
      [onSqlite, onPostgres].map(({ deps }) => deps.storage.releases(PROGRAMME)),
    );
    expect(ofSqlite).toHaveLength(2);
    for (const [at, release] of ofSqlite!.entries()) {
      for (const kind of ['hash', 'sealed'] as const) {
        const bytes = await onSqlite.deps.storage.document(release[kind]!);
        expect(sha256(bytes!)).toBe(release[kind]);
        const others = await onPostgres.deps.storage.document(ofPostgres![at]![kind]!);
        expect(withoutSecret(others!)).toBe(withoutSecret(bytes!));
      }
    }
  });

  it('give them in a thread that reads PostgreSQL with connections of its own', async () => {
    const thread = estimatorThread(builtScript('estimator-worker'), {
      database: postgresUrl,
      software: 'test',
    });
    const { storage } = onPostgres.deps;
    const [first] = await storage.releases(PROGRAMME);
    const { secret } = JSON.parse((await storage.document(first!.sealed!))!) as SealedRelease;
    const wave = await existingWave(storage, first!.wave);
    const made = await thread.estimate(wave, { number: first!.number, secret });
    expect(hashText(releaseDocument(made.release))).toBe(first!.hash);
    expect(hashText(releaseDocument(made.sealed))).toBe(first!.sealed);
    await thread.close();
  });

  it('move from one to the other and back, and keep their digest', async () => {
    await addUser(onSqlite.deps, '测评员', [{ role: 'evaluator', programme: PROGRAMME }], commandLine);
    const schema = await temporaryPostgresSchema(server.url);
    const middle = await openPostgresStorage(schema.url);
    const end = await openSqliteStorage(':memory:');
    expect(await middle.restoreArchive(onSqlite.deps.storage.readArchive())).toBe('restored');
    expect(await end.restoreArchive(middle.readArchive())).toBe('restored');
    const before = await digestOf(onSqlite.deps.storage);
    expect(before.rows.response).toBeGreaterThan(1000);
    expect(await digestOf(middle)).toEqual(before);
    expect(await digestOf(end)).toEqual(before);
    expect(await digestOf(middle, PROGRAMME)).toEqual(await digestOf(onSqlite.deps.storage, PROGRAMME));
    await middle.close();
    await end.close();
  });
});
