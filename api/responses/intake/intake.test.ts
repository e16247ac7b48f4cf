import { describe, expect, it } from 'vitest';
import { aResponse, responseId } from '../../storage/contract/samples.ts';
import {
  type RecordOutcome,
  type ResponseToRecord,
  type Storage,
  StorageError,
} from '../../storage/storage.ts';
import { createIntake } from './intake.ts';

/** A storage that decides when a batch is on disk. */
function slowStorage() {
  const batches: { readonly size: number; readonly end: (error?: Error) => void }[] = [];
  const recordResponses = (batch: readonly ResponseToRecord[]) =>
    new Promise<readonly RecordOutcome[]>((resolve, reject) => {
      const end = (error?: Error) => (error ? reject(error) : resolve(batch.map(() => 'recorded')));
      batches.push({ size: batch.length, end });
    });
  return { storage: { engine: 'sqlite', recordResponses } as unknown as Storage, batches };
}
const answer = (number: number): ResponseToRecord => ({ response: aResponse({ id: responseId(number) }) });
const turn = () => new Promise((next) => setTimeout(next, 5));

describe('the intake', () => {
  it('acknowledges only after the commit, and gathers what comes meanwhile into the next', async () => {
    const { storage, batches } = slowStorage();
    const intake = createIntake(storage);
    const acknowledged: number[] = [];
    const send = (number: number) => void intake.record(answer(number)).then(() => acknowledged.push(number));
    send(1);
    await turn();
    send(2);
    await turn();
    for (let number = 3; number <= 302; number += 1) send(number);
    await turn();
    expect(acknowledged).toEqual([]);
    expect(batches.map(({ size }) => size)).toEqual([1, 1]);
    batches[0]!.end();
    await turn();
    expect(acknowledged).toEqual([1]);
    expect(batches.map(({ size }) => size)).toEqual([1, 1, 256]);
    for (const { end } of batches) end();
    await turn();
    for (const { end } of batches) end();
    await intake.drained();
    expect(acknowledged).toHaveLength(302);
  });

  it('refuses at once when too many wait, and takes more when there is room', async () => {
    const { storage, batches } = slowStorage();
    const intake = createIntake(storage, { mostWaiting: 3 });
    const first = [intake.record(answer(1))];
    await turn();
    first.push(intake.record(answer(2)));
    await turn();
    for (let number = 3; number <= 5; number += 1) first.push(intake.record(answer(number)));
    expect(intake.isFull).toBe(true);
    await expect(intake.record(answer(6))).rejects.toMatchObject({ code: 'busy', status: 503 });
    batches[0]!.end();
    await turn();
    expect(intake.isFull).toBe(false);
    for (let rounds = 0; rounds < 3; rounds += 1) {
      for (const { end } of batches) end();
      await turn();
    }
    expect(await Promise.all(first)).toEqual(Array(5).fill('recorded'));
  });

  it('says that nothing was stored while the disk is full, and goes on when it is not', async () => {
    const { storage, batches } = slowStorage();
    const failures: string[] = [];
    const intake = createIntake(storage, { onFailed: ({ reason }) => failures.push(reason) });
    const refused = intake.record(answer(1));
    await turn();
    batches[0]!.end(new StorageError('full', 'no room'));
    await expect(refused).rejects.toMatchObject({ code: 'notStoredNow', status: 503 });
    const stored = intake.record(answer(1));
    await turn();
    batches[1]!.end();
    expect(await stored).toBe('recorded');
    expect(failures).toEqual(['full']);
  });

  it('acknowledges nothing more once the disk cannot be trusted, also not what was waiting', async () => {
    const { storage, batches } = slowStorage();
    const broken: StorageError[] = [];
    const intake = createIntake(storage, { onBroken: (error) => broken.push(error) });
    const sent = [1, 2, 3].map((number) => intake.record(answer(number)));
    await turn();
    const waiting = intake.record(answer(4));
    batches[0]!.end(new StorageError('broken', 'fsync failed'));
    for (const each of [...sent, waiting]) await expect(each).rejects.toMatchObject({ code: 'notStoredNow' });
    await expect(intake.record(answer(5))).rejects.toMatchObject({ code: 'notStoredNow' });
    expect(broken).toHaveLength(1);
    expect(batches).toHaveLength(1);
  });
});
