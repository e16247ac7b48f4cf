import { setImmediate as othersAreServed } from 'node:timers/promises';
import { openHeld } from '../keys/held-answers.ts';
import type { Keys } from '../keys/keys.ts';
import type { HoldingStorage, InvitationBatch, Storage, StoredResponse } from '../storage/storage.ts';

/** As much as one step reads and opens; others are served between two. */
const AT_ONCE = 250;

type Held = Pick<HoldingStorage, 'countHeld' | 'heldOf'>;

/** The answers of a wave that are held, some at a time. */
export async function* heldAnswers(
  storage: Held,
  keys: Keys,
  wave: string,
): AsyncGenerator<readonly StoredResponse[]> {
  const batches = (await storage.countHeld(wave)).map(({ batch }) => batch);
  for (let after = ''; batches.length > 0;) {
    const held = await storage.heldOf(wave, batches, after, AT_ONCE);
    yield held.flatMap((each) => openHeld(keys, each) ?? []);
    if (held.length < AT_ONCE) return;
    after = held.at(-1)!.key;
    await othersAreServed();
  }
}

/**
 * Makes responses of everything that is held of a sealed wave. Those of one unit are moved together, or hundreds of
 * them at a time, and in the order of their ids: who holds the database knows of each that it is one of these, and no
 * more. Interrupted, it goes on at the next call.
 *
 * @returns how many stay, because they were changed, or sealed with keys that were given up
 */
export async function moveHeldAnswers(
  storage: Held & Pick<Storage, 'moveHeld' | 'invitationBatches'>,
  keys: Keys,
  wave: string,
): Promise<number> {
  const batches = new Map((await storage.invitationBatches(wave)).map((batch) => [batch.id, batch]));
  await othersAreServed();
  const units = new Map<string, { readonly batches: string[]; held: number }>();
  for (const { batch, held } of await storage.countHeld(wave)) {
    const name = unitOf(batches.get(batch)!);
    const unit = units.get(name) ?? { batches: [], held: 0 };
    unit.batches.push(batch);
    unit.held += held;
    units.set(name, unit);
  }
  let left = 0;
  for (const group of together([...units.values()])) left += await moveGroup(storage, keys, wave, group);
  return left;
}

interface Group {
  readonly batches: readonly string[];
  readonly held: number;
}

/** @returns how many of the group stay */
async function moveGroup(
  storage: Held & Pick<Storage, 'moveHeld'>,
  keys: Keys,
  wave: string,
  { batches, held }: Group,
): Promise<number> {
  let inAll = held;
  let left = 0;
  let after = '';
  let seen = 0;
  for (;;) {
    // The keys of a large unit are as good as drawn by lot; the last of its parts is a large one, too.
    const limit = inAll - seen < 2 * AT_ONCE ? 2 * AT_ONCE : AT_ONCE;
    await othersAreServed();
    const held = await storage.heldOf(wave, batches, after, limit);
    if (held.length === 0) return left;
    const opened = held.flatMap((each) => {
      const response = openHeld(keys, each);
      return response ? [{ key: each.key, response }] : [];
    });
    const moved = opened.map(({ key }) => key);
    const responses = opened.map(({ response }) => response);
    const isGone = moved.length > 0 && (await storage.moveHeld(wave, moved, responses)) === 'gone';
    // Somebody else moves them as well: what is left is read again.
    if (isGone) {
      const stay = (await storage.countHeld(wave)).filter(({ batch }) => batches.includes(batch));
      [inAll, seen, left, after] = [stay.reduce((sum, { held }) => sum + held, 0), 0, 0, ''];
      continue;
    }
    left += held.length - opened.length;
    seen += held.length;
    after = held.at(-1)!.key;
  }
}

/** Batches of one stratum, unit and weight are told apart by nothing that is stored with an answer. */
function unitOf({ stratum, primaryUnit, weight }: InvitationBatch): string {
  return JSON.stringify([stratum, primaryUnit, weight]);
}

/** Whole units, as many as one step takes. */
function together(units: readonly Group[]): readonly Group[] {
  const groups: { readonly batches: string[]; held: number }[] = [];
  for (const { batches, held } of units) {
    const last = groups.at(-1);
    if (last && last.held + held <= AT_ONCE) {
      last.batches.push(...batches);
      last.held += held;
    } else groups.push({ batches: [...batches], held });
  }
  return groups;
}
