import { setImmediate as othersAreServed } from 'node:timers/promises';
import { auditEvent, commandLine } from '../access/audit-event.ts';
import type { Deps } from '../deps.ts';
import { type HeldCount, heldCountIn, heldTally } from '../keys/held-count.ts';
import { keyId, keyIdIn } from '../keys/response-hashes.ts';
import type { HeldResponse, Storage } from '../storage/storage.ts';
import { countsBack, lastCountOf } from './counts-back.ts';
import { tellHeld } from './tell-held.ts';

const PAGE = 500;

type Counting = Pick<Deps, 'storage' | 'keys' | 'clock'>;

/**
 * Notes on the audit chain a keyed digest over the answers of an open wave that are held, those told of since it was
 * noted last: groups of twenty at least, which stay what they are until the wave is sealed.
 */
export async function countHeldAnswers({ storage, keys, clock }: Counting, wave: string): Promise<void> {
  await tellHeld(storage, wave);
  const last = await lastCountOf(storage, wave, (entry) => heldCountIn(entry) !== undefined);
  const from = last ? heldCountIn(last)!.told : 0;
  const tally = heldTally();
  let told = from;
  for await (const held of toldBehind(storage, wave, from)) {
    tally.add(held);
    told = held.told!;
  }
  if (told === from) return;
  const details: HeldCount = {
    moment: 'held',
    from,
    told,
    digest: tally.digest(keys, wave, { from, told }),
  };
  await storage.appendAudit(auditEvent({ clock }, commandLine, 'responsesCounted', wave, { ...details }));
}

/**
 * Numbers of the entries that counted other held answers than those that stand. Asked when the wave is closed, while
 * all of them are still held: once it is sealed no group can be told from another.
 */
export async function heldNotAsCounted(
  { storage, keys }: Pick<Counting, 'storage' | 'keys'>,
  wave: string,
): Promise<readonly number[]> {
  const counted = await heldCountsOf(storage, wave);
  const checked = counted
    .filter(({ digest }) => keyIdIn(digest) === keyId(keys))
    .map((count) => ({ count, tally: heldTally() }));
  if (checked.length === 0) return [];
  for await (const held of toldBehind(storage, wave, 0)) {
    for (const { count, tally } of checked) {
      if (held.told! > count.from && held.told! <= count.told) tally.add(held);
    }
  }
  return checked
    .filter(({ count, tally }) => tally.digest(keys, wave, count) !== count.digest)
    .map(({ count }) => count.number)
    .sort((one, other) => one - other);
}

async function heldCountsOf(
  storage: Pick<Storage, 'auditBack'>,
  wave: string,
): Promise<readonly (HeldCount & { readonly number: number })[]> {
  const counts: (HeldCount & { number: number })[] = [];
  for await (const entry of countsBack(storage, wave)) {
    const count = heldCountIn(entry);
    if (count) counts.push({ ...count, number: entry.number });
  }
  return counts;
}

async function* toldBehind(
  storage: Pick<Storage, 'toldAfter'>,
  wave: string,
  group: number,
): AsyncGenerator<HeldResponse> {
  // Behind every key of that group.
  for (let place = { told: group + 1, key: '' }; ;) {
    const page = await storage.toldAfter(wave, place, PAGE);
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    place = { told: last.told!, key: last.key };
    await othersAreServed();
  }
}
