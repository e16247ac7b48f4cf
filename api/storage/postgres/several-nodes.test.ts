import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  aBatch,
  allResponses,
  aResponse,
  invited,
  openWave,
  responseId,
  responses,
} from '../contract/samples.ts';
import type { Storage } from '../storage.ts';
import { grantToApplication } from './grant-to-application.ts';
import { openPostgresStorage } from './open-postgres-storage.ts';
import { type StartedPostgres, startPostgres, startStandby } from './testing/start-postgres.ts';
import {
  addApplicationRole,
  applicationRole,
  asApplication,
  temporaryPostgresSchema,
} from './testing/temporary-postgres-storage.ts';

let server: StartedPostgres;
let schema: Awaited<ReturnType<typeof temporaryPostgresSchema>>;
beforeAll(async () => {
  server = await startPostgres();
  await addApplicationRole(server.url);
}, 60_000);
afterAll(() => server.stop());
beforeEach(async () => {
  schema = await temporaryPostgresSchema(server.url);
});
afterEach(() => schema.drop());

async function withStorage(use: (storage: Storage) => Promise<void>) {
  const storage = await openPostgresStorage(schema.url);
  try {
    await use(storage);
  } finally {
    await storage.close();
  }
}

describe('several nodes', () => {
  it('store a response once, whichever of them it is sent to', async () => {
    await withStorage(async (one) => {
      await withStorage(async (other) => {
        await openWave(one);
        await one.addInvitations(aBatch(), ['token']);
        const sent = Array.from({ length: 40 }, (_, index) =>
          (index % 2 === 0 ? one : other).recordResponses([{ response: aResponse() }]),
        );
        const outcomes = (await Promise.all(sent)).flat();
        expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(1);
        expect(outcomes.filter((outcome) => outcome === 'alreadyRecorded')).toHaveLength(39);
        const answers = Array.from({ length: 40 }, (_, index) =>
          (index % 2 === 0 ? one : other).recordResponses([
            invited('token', { id: responseId(index + 100) }),
          ]),
        );
        const taken = (await Promise.all(answers)).flat();
        expect(taken.filter((outcome) => outcome === 'recorded')).toHaveLength(1);
        expect(taken.filter((outcome) => outcome === 'invitationUsed')).toHaveLength(39);
      });
    });
  });

  it('close a wave once: what is under way is stored before, and nothing after', async () => {
    await withStorage(async (one) => {
      await withStorage(async (other) => {
        await openWave(one);
        const sending = Array.from({ length: 60 }, (_, index) =>
          other.recordResponses([{ response: aResponse({ id: responseId(index + 1) }) }]),
        );
        const [outcomes] = await Promise.all([
          Promise.all(sending),
          one.moveWave('demo-2024', ['open'], { state: 'closed', closedAt: 1 }),
        ]);
        const recorded = outcomes.flat().filter((outcome) => outcome === 'recorded').length;
        expect(await allResponses(one)).toHaveLength(recorded);
        expect(outcomes.flat().every((outcome) => outcome === 'recorded' || outcome === 'waveNotOpen')).toBe(
          true,
        );
      });
    });
  });

  it('read on by a cursor that misses nothing, though transactions end in another order than they began', async () => {
    await withStorage(async (storage) => {
      await openWave(storage);
      const insert = (id: string) =>
        `INSERT INTO responses (wave, id, questionnaire, content_hash, channel, mode, language, disposition, is_late, answers)
         VALUES ('demo-2024', '${id}', 'q', 'h', 'open', 'web', 'en', 'complete', false, '{}')`;
      const [slow, quick] = [new pg.Client(schema.url), new pg.Client(schema.url)];
      await Promise.all([slow.connect(), quick.connect()]);
      await slow.query('BEGIN');
      await slow.query(insert('began first'));
      await quick.query(insert('ended first'));
      const early = await storage.responsesAfter('demo-2024', '', 10);
      await slow.query('COMMIT');
      const late = await storage.responsesAfter('demo-2024', early.cursor, 10);
      await Promise.all([slow.end(), quick.end()]);
      const seen = [...early.responses, ...late.responses].map(({ id }) => id);
      expect(early.responses).toEqual([]);
      expect(seen).toEqual(['began first', 'ended first']);
    });
  });

  it('read on without a gap while many store', async () => {
    await withStorage(async (one) => {
      await withStorage(async (other) => {
        await openWave(one);
        const all = responses(400).map((response) => ({ response }));
        let isOver = false;
        const storing = Promise.all(
          Array.from({ length: 40 }, (_, index) =>
            (index % 2 === 0 ? one : other).recordResponses(all.slice(index * 10, index * 10 + 10)),
          ),
        ).finally(() => (isOver = true));
        const seen: string[] = [];
        for (let cursor = ''; !isOver || seen.length < 400;) {
          const page = await one.responsesAfter('demo-2024', cursor, 7);
          seen.push(...page.responses.map(({ id }) => id));
          cursor = page.cursor;
        }
        await storing;
        expect(new Set(seen).size).toBe(400);
        expect(seen).toHaveLength(400);
      });
    });
  });
});

describe('two servers', () => {
  it('lose nothing that was acknowledged when the first is cut off and the second promoted', async () => {
    const primary = await startPostgres();
    const standby = await startStandby(primary);
    const both = `${primary.url.replace(/\/postgres$/, '')},${new URL(standby.url).host}/postgres`;
    const storage = await openPostgresStorage(both);
    try {
      await openWave(storage);
      const all = responses(300).map((response) => ({ response }));
      const acknowledged: string[] = [];
      const store = async (part: typeof all) => {
        for (const each of part) {
          for (let outcome; outcome !== 'recorded' && outcome !== 'alreadyRecorded';) {
            [outcome] = await storage.recordResponses([each]).catch(() => []);
          }
          acknowledged.push(each.response.id);
        }
      };
      const storing = Promise.all([0, 1, 2].map((part) => store(all.slice(part * 100, part * 100 + 100))));
      while (acknowledged.length < 60) await new Promise((resolve) => setTimeout(resolve, 5));
      await primary.stop('QUIT');
      const client = new pg.Client(standby.url);
      await client.connect();
      await client.query('SELECT pg_promote()');
      await client.end();
      await storing;
      const stored = (await allResponses(storage)).map(({ id }) => id);
      expect(stored.toSorted()).toEqual(acknowledged.toSorted());
      expect(new Set(stored).size).toBe(300);
    } finally {
      await storage.close();
      await standby.stop();
    }
  }, 60_000);
});

describe('a role for the application', () => {
  it('can add, and neither change nor remove what is for good', async () => {
    await withStorage(async () => undefined);
    await grantToApplication(schema.url, applicationRole);
    const application = new pg.Client(asApplication(schema.url));
    await application.connect();
    for (const sql of [
      `UPDATE audit_entries SET actor = ''`,
      'DELETE FROM audit_entries',
      'TRUNCATE audit_entries',
      'UPDATE documents SET body = body',
      'DELETE FROM releases',
      'UPDATE responses SET answers = answers',
    ]) {
      await expect(application.query(sql)).rejects.toThrow(/permission denied/);
    }
    await expect(
      application.query('DROP TRIGGER audit_entries_are_not_changed ON audit_entries'),
    ).rejects.toThrow(/owner/);
    await application.end();
  });

  it('is granted nothing where there is nothing yet', async () => {
    await expect(grantToApplication(schema.url, applicationRole)).rejects.toThrow(/no tables yet/);
  });
});
