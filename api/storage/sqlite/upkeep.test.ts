import { readFile, stat } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aResponse, allResponses, openWave, responseId } from '../contract/samples.ts';
import { lastingDatabase } from './lasting-database.ts';
import { temporarySqliteStorage } from './temporary-sqlite-storage.ts';

type Opened = Awaited<ReturnType<typeof temporarySqliteStorage>>;
let opened: Opened;
const COUNT = 120;
const nothing = {
  now: 1,
  sessionsSeenBefore: 0,
  sessionsCreatedBefore: 0,
  sessionsNotAfter: 1,
  linksExpiredBefore: 0,
  countedBefore: 0,
  placesUsedBefore: 0,
  proposedBefore: 0,
};

beforeEach(async () => {
  opened = await temporarySqliteStorage();
  await openWave(opened.storage);
  for (let number = 1; number <= COUNT; number += 1) {
    await opened.storage.recordResponses([{ response: aResponse({ id: responseId(number) }) }]);
  }
});
afterEach(() => opened.close());

const logOf = ({ file }: Opened) => readFile(`${file}-wal`);

describe('the write-ahead log', () => {
  it('holds what was written last, and nothing once it was emptied', async () => {
    const before = await logOf(opened);
    expect(before.includes(responseId(COUNT))).toBe(true);
    await opened.storage.forgetExpired(nothing);
    expect((await stat(`${opened.file}-wal`)).size).toBe(0);
    expect(await allResponses(opened.storage)).toHaveLength(COUNT);
    expect(
      (await opened.storage.recordResponses([{ response: aResponse({ id: responseId(999) }) }]))[0],
    ).toBe('recorded');
  });

  it('is left as it is while somebody reads, who goes on seeing the same, and emptied the next time', async () => {
    const reader = lastingDatabase(opened.file, { readonly: true });
    const count = reader.prepare<[], number>('SELECT count(*) FROM responses').pluck();
    reader.exec('BEGIN');
    expect(count.get()).toBe(COUNT);
    await opened.storage.recordResponses([{ response: aResponse({ id: responseId(500) }) }]);
    await opened.storage.forgetExpired(nothing);
    expect((await logOf(opened)).length).toBeGreaterThan(0);
    expect(count.get()).toBe(COUNT);
    reader.exec('COMMIT');
    await opened.storage.forgetExpired(nothing);
    expect(await logOf(opened)).toHaveLength(0);
    expect(count.get()).toBe(COUNT + 1);
    reader.close();
  });
});
