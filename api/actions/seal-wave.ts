import { createHash } from 'node:crypto';
import { auditEvent, commandLine, type Doer } from '../access/audit.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import type { ResponseTally, Storage, StoredResponse, Wave } from '../storage/storage.ts';
import type { Keys } from '../keys/keys.ts';
import { hasEnough } from './has-enough.ts';
import { heldAnswers, moveHeldAnswers } from './held-answers.ts';
import { existingWave } from './pin-programme.ts';

/** Answers sent before closing may still be on their way: so long they are taken, and marked late. */
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
 * becomes responses, and what stands is counted on the audit chain. What an interrupted sealing left undone is done at the next call.
 */
export async function sealWave(deps: Deps, id: string, by: Doer): Promise<Wave> {
  const { storage, clock } = deps;
  const sealed = await storage.sealWave(id, clock(), auditEvent(deps, by, 'waveSealed', id));
  const wave = await existingWave(storage, id);
  if (wave.sealedAt === undefined) throw new Problem('wrongWaveState');
  if (wave.sealedDigest === undefined) {
    const unreadable = await moveHeldAnswers(storage, deps.keys, id);
    const tally = await tallyOfWave(deps, id);
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
    if (wave.sealedAt !== undefined || (await hasEnough(deps, wave)))
      await sealWave(deps, wave.id, commandLine);
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
 * Counts the responses of a wave and those that are held, with a digest over their ids and hashes in the order of the
 * ids.
 *
 * @param isCounted all, unless some are to be left out
 */
export async function tallyOfWave(
  {
    storage,
    keys,
  }: { readonly storage: Pick<Storage, 'responsesOf' | 'countHeld' | 'heldOf'>; readonly keys: Keys },
  wave: string,
  isCounted: (response: StoredResponse) => boolean = () => true,
): Promise<ResponseTally> {
  const held: Tallied[] = [];
  for await (const some of heldAnswers(storage, keys, wave)) {
    for (const each of some) if (isCounted(each)) held.push(tallied(each));
  }
  const tally = responseTally(held);
  for await (const page of storage.responsesOf(wave)) {
    for (const response of page) if (isCounted(response)) tally.add(response);
    // Others are served between two pages.
    await new Promise((next) => setImmediate(next));
  }
  return tally.end();
}

/** What of a response is in the digest. */
export interface Tallied {
  readonly id: string;
  readonly hash: string;
}

export function tallied({ id, recordHash, contentHash }: StoredResponse): Tallied {
  // Of before there were record hashes; they get one later, and the digest must not change by that.
  return { id, hash: contentHash.includes('.') ? recordHash! : contentHash };
}

/**
 * The same for whoever reads responses anyway, in the order of their ids.
 *
 * @param others come in their places among them
 */
export function responseTally(others: readonly Tallied[] = []) {
  const waiting = inOrder(others);
  const digest = createHash('sha256');
  let responses = 0;
  let next = waiting.next();
  const addOne = ({ id, hash }: Tallied) => {
    responses += 1;
    digest.update(`${id} ${hash}\n`);
  };
  const addWaiting = (isNext: (waiting: Tallied) => boolean) => {
    for (; !next.done && isNext(next.value); next = waiting.next()) addOne(next.value);
  };
  return {
    add(response: StoredResponse): void {
      addWaiting(({ id }) => id < response.id);
      addOne(tallied(response));
    },
    end(): ResponseTally {
      addWaiting(() => true);
      return { responses, digest: digest.digest('hex') };
    },
  };
}

/** By id. Sorted a part at a time as they are asked for: of hundreds of thousands at once it would hold others up. */
function* inOrder(all: readonly Tallied[]): Generator<Tallied> {
  const parts = new Map<string, Tallied[]>();
  for (const each of all) {
    const beginning = each.id.slice(0, 2);
    const part = parts.get(beginning);
    if (part) part.push(each);
    else parts.set(beginning, [each]);
  }
  for (const beginning of [...parts.keys()].sort()) {
    yield* parts.get(beginning)!.sort((one, other) => (one.id < other.id ? -1 : 1));
  }
}
