import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hashText } from '../../core/content-hash.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { releaseDocument } from '../actions/estimate-wave.ts';
import { existingWave, pinnedWave } from '../actions/pin-programme.ts';
import { Problem } from '../problems.ts';
import type { StoredResponse, Wave } from '../storage/storage.ts';
import { shortAnswers, testManyi, type TestManyi } from '../testing.ts';
import { estimatorHere } from './estimator.ts';
import { estimatorThread } from './estimator-thread.ts';
import { keepColumns } from './kept-columns.ts';

let directory: string;
let database: string;
let manyi: TestManyi;
let wave: Wave;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'manyi-estimation-'));
  database = `sqlite:${join(directory, 'manyi.db')}`;
  manyi = await testManyi(database);
  wave = await existingWave(manyi.deps.storage, manyi.wave);
});
afterEach(async () => {
  await manyi.deps.estimator.close();
  await manyi.deps.storage.close();
  await rm(directory, { recursive: true });
});

async function answer(count: number): Promise<void> {
  const tokens = await manyi.invite(count);
  for (const [at, invitation] of tokens.entries()) {
    const reply = await manyi.send(randomUUID(), shortAnswers(5 + (at % 5)), { invitation });
    expect(reply.status).toBe(201);
  }
}

describe('the columns that are kept of a wave', () => {
  it('grow by what was stored since, and are those of a first look', async () => {
    const { storage } = manyi.deps;
    const { form } = await pinnedWave(storage, wave);
    let read = 0;
    const counting = {
      ...storage,
      responsesAfter: async (...given: Parameters<typeof storage.responsesAfter>) => {
        const page = await storage.responsesAfter(...given);
        read += page.responses.length;
        return page;
      },
    };
    const kept = keepColumns(counting);
    await answer(12);
    expect((await kept.of(wave, form.questionnaire)).columns.rowCount).toBe(12);
    await answer(5);
    const later = await kept.of(wave, form.questionnaire);
    // Each response once, and the first again to see that the wave is the same.
    expect([read, later.columns.rowCount, later.byChannel]).toEqual([18, 17, { invitation: 17 }]);
    expect(later).toEqual(await keepColumns(storage).of(wave, form.questionnaire));
  });

  it('are read anew when the storage holds fewer than were kept', async () => {
    const { storage } = manyi.deps;
    const { form } = await pinnedWave(storage, wave);
    await answer(3);
    const { responses } = await storage.responsesAfter(wave.id, '', 10);
    const fake = { id: randomUUID(), ...without(responses[0]!, 'id') };
    // One more than is stored, as before an import was undone.
    let isFirst = true;
    const kept = keepColumns({
      ...storage,
      countResponses: async (id) => [...(await storage.countResponses(id)), ...(isFirst ? [oneMore] : [])],
      responsesAfter: async (id, cursor, limit) => {
        const page = await storage.responsesAfter(id, cursor, limit);
        return isFirst && cursor === '' ? { ...page, responses: [...page.responses, fake] } : page;
      },
    });
    expect((await kept.of(wave, form.questionnaire)).columns.rowCount).toBe(4);
    isFirst = false;
    expect((await kept.of(wave, form.questionnaire)).columns.rowCount).toBe(3);
  });

  it('are read as of one moment where the cursor lags behind what is stored', async () => {
    const { storage } = manyi.deps;
    const { form } = await pinnedWave(storage, wave);
    await answer(3);
    const lagging = { ...storage, responsesAfter: async () => ({ responses: [], cursor: '' }) };
    expect((await keepColumns(lagging).of(wave, form.questionnaire)).columns.rowCount).toBe(3);
  });
});

const oneMore = { channel: 'invitation', disposition: 'complete', isLate: false, count: 1 } as const;

function without<Name extends keyof StoredResponse>(response: StoredResponse, name: Name) {
  const { [name]: _, ...rest } = response;
  return rest as Omit<StoredResponse, Name>;
}

describe('the estimator in a thread of its own', () => {
  const script = join(import.meta.dirname, '..', '..', 'dist', 'server', 'estimator-worker.js');
  const start = () => {
    if (!existsSync(script)) throw new Error('The estimator is not built. Run "npm run build" first.');
    return estimatorThread(pathToFileURL(script), { database, software: 'test' });
  };

  it('makes the release that is made here, and goes on with what comes after', async () => {
    await answer(12);
    const thread = start();
    const here = estimatorHere(manyi.deps.storage, 'test');
    for (const more of [0, 3]) {
      await answer(more);
      const [there, own] = await Promise.all([thread.estimate(wave, 1), here.estimate(wave, 1)]);
      expect(hashText(releaseDocument(there))).toBe(hashText(releaseDocument(own)));
    }
    await thread.close();
  });

  it('tells of a problem, and begins again after its end', async () => {
    const thread = start();
    const { document: _, ...draft } = wave;
    await expect(thread.estimate(draft, 0)).rejects.toEqual(new Problem('wrongWaveState'));
    await thread.close();
    expect((await thread.estimate(wave, 0)).wave.id).toBe(wave.id);
    await thread.close();
  });

  it('fails whoever asks where there is no database', async () => {
    const nowhere = estimatorThread(pathToFileURL(script), {
      database: `sqlite:${join(directory, 'none.db')}`,
      software: 'test',
    });
    await expect(nowhere.estimate(wave, 0)).rejects.toThrow(/none\.db|unable to open|no database/);
    await nowhere.close();
  });
});
