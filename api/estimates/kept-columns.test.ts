import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson } from '../../core/canonical-json.ts';
import { hashText } from '../../core/content-hash.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from '../access/audit-event.ts';
import { builtScript } from '../built-script.ts';
import { releaseDocument } from './estimate-wave.ts';
import { closeWave } from '../fieldwork/move-wave.ts';
import { sealWave } from '../fieldwork/seal-wave.ts';
import { existingWave, pinnedWave } from '../programmes/pinned-wave.ts';
import { Problem } from '../problems.ts';
import type { StoredResponse, Wave } from '../storage/storage.ts';
import { shortAnswers, testManyi, type TestManyi } from '../testing.ts';
import { estimatorHere } from './estimator.ts';
import { estimatorThread } from './estimator-thread.ts';
import { keepColumns, type KeptColumns } from './kept-columns.ts';

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

const rowsOf = async (kept: KeptColumns) => {
  const { frames } = await pinnedWave(manyi.deps.storage, wave);
  return (await kept.of(wave, frames)).frames[0]!.columns.rowCount;
};

/** Waves that were read in from elsewhere grow by rows that stand at once. */
async function store(count: number): Promise<void> {
  const { storage } = manyi.deps;
  const rows = Array.from({ length: count }, () => importedResponse());
  expect(new Set(await storage.addImportedResponses('import-1', rows))).toEqual(new Set(['recorded']));
}

describe('the columns that are kept of a wave', () => {
  beforeEach(async () => {
    const imported: Wave = { ...wave, id: 'imported', kind: 'imported', state: 'importing' };
    const rest = {
      fileName: 'a.csv',
      fileHash: 'a',
      mappingHash: 'b',
      createdAt: 1,
      createdBy: 'x',
      rows: 0,
    };
    await manyi.deps.storage.beginImport(
      { ...rest, id: 'import-1', programme: wave.programme, state: 'running', waves: ['imported'] },
      [imported],
    );
    wave = imported;
  });

  it('grow by what was stored since, and are those of a first look', async () => {
    const { storage } = manyi.deps;
    const { frames } = await pinnedWave(storage, wave);
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
    await store(12);
    expect(await rowsOf(kept)).toBe(12);
    await store(5);
    const later = await kept.of(wave, frames);
    const [all] = later.frames;
    // Each response once, and the first again to see that the wave is the same.
    expect([read, all!.columns.rowCount, later.byChannel]).toEqual([18, 17, { imported: 17 }]);
    expect(later).toEqual(await keepColumns(storage).of(wave, frames));
  });

  it('go without answers that were excluded or late, and keep the digest of all', async () => {
    const { storage } = manyi.deps;
    const { frames } = await pinnedWave(storage, wave);
    const late = { ...importedResponse(), isLate: true };
    await storage.addImportedResponses('import-1', [late]);
    await store(8);
    const kept = keepColumns(storage);
    const { frames: wholes, ...whole } = await kept.of(wave, frames);
    expect(whole).toEqual({ responses: wholes[0]!.columns.digest, byChannel: { imported: 9 } });
    expect(wholes[0]!.excluded).toBeUndefined();
    const { responses } = await storage.responsesAfter(wave.id, '', 10);
    const excluded = responses.slice(1, 4).map(({ id }) => id);
    const { frames: parts, ...without } = await kept.of(wave, frames, { excluded, isLateOut: true });
    const [left] = parts;
    expect([left!.columns.rowCount, without.byChannel]).toEqual([5, { imported: 5 }]);
    expect(without.responses).toBe(whole.responses);
    expect(left!.columns.digest).not.toBe(whole.responses);
    expect(left!.excluded!.ids).toEqual([...excluded].sort());
    expect(left!.excluded!.columns.rowCount).toBe(8);
    const [withLate] = (await kept.of(wave, frames, { excluded, isLateOut: false })).frames;
    expect([withLate!.columns.rowCount, withLate!.excluded!.columns.rowCount]).toEqual([6, 9]);
  });

  it('are read anew when the storage holds fewer than were kept', async () => {
    const { storage } = manyi.deps;
    await store(3);
    // One more than is stored, as before an import was undone.
    let isFirst = true;
    const fake = importedResponse();
    const kept = keepColumns({
      ...storage,
      countResponses: async (id) => [...(await storage.countResponses(id)), ...(isFirst ? [oneMore] : [])],
      responsesAfter: async (id, cursor, limit) => {
        const page = await storage.responsesAfter(id, cursor, limit);
        return isFirst && cursor === '' ? { ...page, responses: [...page.responses, fake] } : page;
      },
    });
    expect(await rowsOf(kept)).toBe(4);
    isFirst = false;
    expect(await rowsOf(kept)).toBe(3);
  });

  it('are read as of one moment where the cursor lags behind what is stored', async () => {
    const { storage } = manyi.deps;
    await store(3);
    const lagging = { ...storage, responsesAfter: async () => ({ responses: [], cursor: '' }) };
    expect(await rowsOf(keepColumns(lagging))).toBe(3);
  });
});

describe('the columns of a wave that is not sealed', () => {
  const look = async () => {
    const now = await existingWave(manyi.deps.storage, manyi.wave);
    const { frames } = await pinnedWave(manyi.deps.storage, now);
    return { kept: (kept: KeptColumns) => kept.of(now, frames), wave: now };
  };

  it('hold no answer by invitation before it is sealed, and all of them then', async () => {
    const { storage } = manyi.deps;
    const kept = keepColumns(storage);
    const rows = async () => (await (await look()).kept(kept)).frames[0]!.columns.rowCount;
    await answer(60);
    expect(await rows()).toBe(0);
    await closeWave(manyi.deps, manyi.wave, commandLine);
    expect(await rows()).toBe(0);
    await sealWave(manyi.deps, manyi.wave, commandLine);
    expect(await rows()).toBe(60);
    expect(await (await look()).kept(kept)).toEqual(await (await look()).kept(keepColumns(storage)));
  });

  it('count the open link in whole groups', async () => {
    for (let sent = 0; sent < 23; sent += 1) await manyi.send(randomUUID(), shortAnswers());
    const seen = async () => (await (await look()).kept(keepColumns(manyi.deps.storage))).byChannel;
    expect(await seen()).toEqual({ open: 20 });
    await closeWave(manyi.deps, manyi.wave, commandLine);
    await sealWave(manyi.deps, manyi.wave, commandLine);
    expect(await seen()).toEqual({ open: 23 });
  });
});

const oneMore = { channel: 'imported', disposition: 'complete', isLate: false, count: 1 } as const;

function importedResponse(): StoredResponse {
  const answers = canonicalJson(shortAnswers());
  const rest = { mode: 'import', language: 'zh-Hans', disposition: 'complete', isLate: false } as const;
  const id = randomUUID();
  return {
    wave: 'imported',
    id,
    questionnaire: 'q',
    contentHash: id,
    recordHash: `keys.${id}`,
    channel: 'imported',
    ...rest,
    answers,
  };
}

describe('the estimator in a thread of its own', () => {
  const start = () => estimatorThread(builtScript('estimator-worker'), { database, software: 'test' });

  it('makes the release that is made here, and goes on with what comes after', async () => {
    await answer(12);
    const thread = start();
    const here = estimatorHere(manyi.deps.storage, 'test');
    const compare = async () => {
      const now = await existingWave(manyi.deps.storage, manyi.wave);
      const looks = await Promise.all([thread.lookAt(now), here.lookAt(now)]);
      expect(looks[0]).toEqual(looks[1]);
      const making = { number: 1, secret: '5e'.repeat(32) };
      const [there, own] = await Promise.all([thread.estimate(now, making), here.estimate(now, making)]);
      expect(hashText(releaseDocument(there.release))).toBe(hashText(releaseDocument(own.release)));
    };
    await compare();
    await closeWave(manyi.deps, manyi.wave, commandLine);
    await sealWave(manyi.deps, manyi.wave, commandLine);
    await compare();
    await thread.close();
  });

  it('tells of a problem, and begins again after its end', async () => {
    const thread = start();
    const { document: _, ...draft } = wave;
    await expect(thread.lookAt(draft)).rejects.toEqual(new Problem('wrongWaveState'));
    await thread.close();
    expect((await thread.lookAt(wave)).wave.id).toBe(wave.id);
    await thread.close();
  });

  it('fails whoever asks where there is no database', async () => {
    const nowhere = estimatorThread(builtScript('estimator-worker'), {
      database: `sqlite:${join(directory, 'none.db')}`,
      software: 'test',
    });
    await expect(nowhere.lookAt(wave)).rejects.toThrow(/none\.db|unable to open|no database/);
    await nowhere.close();
  });
});
