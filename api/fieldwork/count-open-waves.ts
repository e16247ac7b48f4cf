import { setImmediate as othersAreServed } from 'node:timers/promises';
import { auditEvent, commandLine } from '../access/audit-event.ts';
import { countDigest, type OpenCount, openCountIn } from '../keys/open-count.ts';
import { heldCountIn } from '../keys/held-count.ts';
import type { Deps } from '../deps.ts';
import type { AuditEntry } from '../storage/audit-chain.ts';
import type { ResponseTally, Storage, Wave } from '../storage/storage.ts';
import { countHeldAnswers } from './count-held-answers.ts';
import { lastCountOf } from './counts-back.ts';
import { responseTally } from './seal-wave.ts';

const HOUR = 60 * 60_000;
/** Counted in whole groups of so many, so that the chain tells nothing of fewer, nor when one of them came. */
const GROUP = 20;
const PAGE = 250;

type Counting = Pick<Deps, 'storage' | 'keys' | 'clock'>;

/**
 * Notes on the audit chain, once an hour at most, what came into each open wave since it was noted last. Of answers
 * that are held see `countHeldAnswers`. Of those by the open link: how many, in whole twenties, and a keyed digest over
 * them in the order they were stored. What stands in that order before stays in its place, so each such entry can be
 * held against the responses as long as the database is not put back from an archive, which tells no order: then
 * counting begins anew.
 */
export async function countOpenWaves(counting: Counting): Promise<void> {
  const { storage, clock } = counting;
  const [restored] = await storage.auditBack({ action: 'archiveRestored' }, 1);
  for (const wave of await storage.waves()) {
    if (wave.kind !== 'survey' || wave.state !== 'open') continue;
    const last = await lastCountOf(storage, wave.id, isCount);
    if (last && clock() >= last.at && clock() - last.at < HOUR) continue;
    await countHeldAnswers(counting, wave.id);
    const lastOpen = await lastCountOf(storage, wave.id, (entry) => openCountIn(entry) !== undefined);
    const isInOrder = lastOpen !== undefined && lastOpen.number > (restored?.number ?? 0);
    await countOpenWave(counting, wave, isInOrder ? openCountIn(lastOpen)!.responses : 0);
  }
}

function isCount(entry: AuditEntry): boolean {
  return openCountIn(entry) !== undefined || heldCountIn(entry) !== undefined;
}

async function countOpenWave({ storage, keys, clock }: Counting, { id }: Wave, from: number): Promise<void> {
  const counts = await storage.countResponses(id);
  const stand = counts.reduce((sum, { count }) => sum + count, 0);
  const responses = stand - (stand % GROUP);
  if (responses < from + GROUP) return;
  const tally = await tallyInOrder(storage, id, from, responses);
  // Some of them are still being stored by another connection, and have no place yet.
  if (tally.responses < responses - from) return;
  const count = { moment: 'open', from, responses } as const;
  const details: OpenCount = { ...count, digest: countDigest(keys, id, count, tally) };
  await storage.appendAudit(auditEvent({ clock }, commandLine, 'responsesCounted', id, { ...details }));
}

/** Behind how many responses of a wave a cursor stands, so that the next count does not begin at the first of them. */
interface Place {
  readonly cursor: string;
  readonly behind: number;
}
const places = new WeakMap<Storage, Map<string, Place>>();

/** Of the responses `from` to `to` in the order they were stored; others are served meanwhile. */
async function tallyInOrder(
  storage: Storage,
  wave: string,
  from: number,
  to: number,
): Promise<ResponseTally> {
  const known = places.get(storage) ?? new Map<string, Place>();
  places.set(storage, known);
  const tally = responseTally();
  const place = known.get(wave);
  let { cursor, behind } = place && place.behind <= from ? place : { cursor: '', behind: 0 };
  while (behind < to) {
    // Never across a border, so that the cursor stands exactly there.
    const limit = Math.min(PAGE, behind < from ? from - behind : to - behind);
    const page = await storage.responsesAfter(wave, cursor, limit);
    if (page.responses.length === 0) break;
    if (behind >= from) for (const response of page.responses) tally.add(response);
    behind += page.responses.length;
    cursor = page.cursor;
    await othersAreServed();
  }
  known.set(wave, { cursor, behind });
  return tally.end();
}
