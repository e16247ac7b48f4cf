import { createHash } from 'node:crypto';
import { auditEvent, commandLine, type Doer } from '../access/audit-event.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import type { ResponseTally, Storage, StoredResponse, Wave } from '../storage/storage.ts';
import { hasEnough } from './has-enough.ts';
import { moveHeldAnswers } from './held-answers.ts';
import { existingWave } from '../programmes/pinned-wave.ts';

/** Answers sent before closing may still be on their way: so long they are taken, and marked late if by the open link. */
export const GRACE_MINUTES = 30;
const GRACE_MILLISECONDS = GRACE_MINUTES * 60_000;

/**
 * Whether a response that arrives now is late, and taken. A wave whose closing lies in the future was closed by a
 * clock that has been set back since: it takes none.
 */
export function isInGrace({ state, closedAt, sealedAt }: Wave, now: number): boolean {
  if (state !== 'closed' || closedAt === undefined || sealedAt !== undefined) return false;
  return now >= closedAt && now - closedAt <= GRACE_MILLISECONDS;
}

/**
 * Ends a closed wave: answers on their way are refused from here on, it cannot be opened again, what was held of it
 * becomes responses, and what stands is counted on the audit chain. What an interrupted sealing left undone is done
 * at the next call.
 */
export async function sealWave(deps: Deps, id: string, by: Doer): Promise<Wave> {
  const { storage, clock } = deps;
  const sealed = await storage.sealWave(id, clock(), auditEvent(deps, by, 'waveSealed', id));
  const wave = await existingWave(storage, id);
  if (wave.sealedAt === undefined) throw new Problem('wrongWaveState');
  if (wave.sealedDigest === undefined) {
    const unreadable = await moveHeldAnswers(storage, deps.keys, id);
    const tally = await tallyOfWave(storage, id);
    const details = { moment: 'sealed', ...tally, ...(unreadable > 0 ? { unreadable } : {}) };
    await storage.noteSealed(id, tally, auditEvent(deps, by, 'responsesCounted', id, details));
  }
  if (sealed) deps.log.info({ wave: id }, 'wave sealed');
  return existingWave(storage, id);
}

/**
 * Seals what has been closed for longer than the grace, now and then. A wave with too few answers to be published,
 * closed perhaps by mistake, stays as it is: sealed, it could be neither published nor opened again.
 */
export async function sealWavesPastGrace(deps: Deps): Promise<void> {
  for (const wave of await deps.storage.waves()) {
    const isOver =
      wave.state === 'closed' && wave.kind === 'survey' && deps.clock() - wave.closedAt! > GRACE_MILLISECONDS;
    if (!isOver || wave.sealedDigest !== undefined) continue;
    try {
      if (wave.sealedAt !== undefined || (await hasEnough(deps, wave)))
        await sealWave(deps, wave.id, commandLine);
    } catch (error) {
      // One that cannot be sealed does not keep the others from it.
      deps.log.error({ err: error, wave: wave.id }, 'wave could not be sealed');
    }
  }
}

/**
 * The wave as it can be published: sealed. One that was closed a while ago, or came by an import, is sealed now;
 * where answers are still on their way, only when `endGrace` says that they are to be refused.
 */
export async function sealedWave(deps: Deps, wave: Wave, by: Doer, endGrace: boolean): Promise<Wave> {
  if (wave.state !== 'closed' && wave.state !== 'published') throw new Problem('wrongWaveState');
  if (wave.sealedDigest !== undefined) return wave;
  const closedAt = wave.closedAt ?? 0;
  // Waiting would not help, perhaps for years: somebody has to say that it is over.
  if (wave.kind === 'survey' && wave.sealedAt === undefined && closedAt > deps.clock() && !endGrace) {
    const at = new Date(closedAt).toISOString();
    throw new Problem('closedAhead', { details: [`closed: ${at}`], parameters: { at } });
  }
  const left = closedAt + GRACE_MILLISECONDS - deps.clock();
  if (wave.kind === 'survey' && wave.sealedAt === undefined && left > 0 && !endGrace) {
    const minutes = Math.ceil(left / 60_000);
    throw new Problem('graceNotOver', { details: [`${minutes}`], parameters: { minutes } });
  }
  return sealWave(deps, wave.id, by);
}

/**
 * Counts the responses of a wave, with a digest over their ids and hashes in the order of the ids.
 *
 * @param isCounted all, unless some are to be left out
 */
export async function tallyOfWave(
  storage: Pick<Storage, 'responsesOf'>,
  wave: string,
  isCounted: (response: StoredResponse) => boolean = () => true,
): Promise<ResponseTally> {
  const tally = responseTally();
  for await (const page of storage.responsesOf(wave)) {
    for (const response of page) if (isCounted(response)) tally.add(response);
    // Others are served between two pages.
    await new Promise((next) => setImmediate(next));
  }
  return tally.end();
}

/** The same for whoever reads responses anyway, in the order of their ids. */
export function responseTally() {
  const hash = createHash('sha256');
  let responses = 0;
  return {
    add({ id, recordHash, contentHash }: StoredResponse): void {
      responses += 1;
      // Of before there were record hashes; they get one later, and the digest must not change by that.
      hash.update(`${id} ${contentHash.includes('.') ? recordHash : contentHash}\n`);
    },
    end: (): ResponseTally => ({ responses, digest: hash.digest('hex') }),
  };
}
