import type { Deps } from '../deps.ts';
import { auditEvent, commandLine } from '../access/audit.ts';
import { recordHashOf } from '../keys/response-hashes.ts';
import type { RecordHash, StoredResponse } from '../storage/storage.ts';
import { existingWave, pinnedWave } from './pin-programme.ts';

const BATCH = 500;

/**
 * Gives responses that were stored before there were record hashes theirs, in batches, while the platform runs.
 * It is done once; from then on a response without one is a fault.
 *
 * @param goesOn asked before each batch; false ends the work, which the next start goes on with
 * @returns how many were given one
 */
export async function hashResponsesOfBefore(
  { storage, keys, clock }: Pick<Deps, 'storage' | 'keys' | 'clock'>,
  goesOn: () => boolean = () => true,
): Promise<number> {
  if (await storage.hasAllRecordHashes()) return 0;
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
