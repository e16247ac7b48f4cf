import type { Deps } from '../deps.ts';
import { auditEvent, commandLine } from '../access/audit-event.ts';
import { recordHashOf } from '../keys/response-hashes.ts';
import { saysAllAreHashed } from '../keys/says-all-are-hashed.ts';
import type { RecordHash, StoredResponse } from '../storage/storage.ts';
import { existingWave, pinnedWave } from '../programmes/pinned-wave.ts';

const BATCH = 500;

/**
 * Gives responses that were stored before there were record hashes theirs, in batches, while the platform runs.
 * It is done once; from then on a response without one is a fault. That it was done the audit chain says, whatever
 * was made of the mark in the database: a row that was put in since gets no hash.
 *
 * @param goesOn asked before each batch; false ends the work, which the next start goes on with
 * @returns how many were given one
 */
export async function hashResponsesOfBefore(
  { storage, keys, clock }: Pick<Deps, 'storage' | 'keys' | 'clock'>,
  goesOn: () => boolean = () => true,
): Promise<number> {
  if ((await storage.hasAllRecordHashes()) || (await wasDone(storage))) return 0;
  let count = 0;
  while (goesOn()) {
    const found = await storage.responsesWithoutRecordHash(BATCH);
    const hashed: RecordHash[] = [];
    for (const response of found) hashed.push(await hashOf(response));
    const event = auditEvent({ clock }, commandLine, 'responsesHashed', '', { count });
    await storage.addRecordHashes(hashed, hashed.length === 0 ? event : undefined);
    if (hashed.length === 0) break;
    count += hashed.length;
  }
  return count;

  async function hashOf(response: StoredResponse): Promise<RecordHash> {
    const { textItems } = await pinnedWave(storage, await existingWave(storage, response.wave));
    const { wave, id } = response;
    return { wave, id, recordHash: recordHashOf(keys, response, textItems) };
  }
}

async function wasDone(storage: Deps['storage']): Promise<boolean> {
  for (let number = 0; ;) {
    const entries = await storage.auditAfter(number, BATCH);
    if (entries.some(saysAllAreHashed)) return true;
    if (entries.length === 0) return false;
    number = entries.at(-1)!.number;
  }
}
