import { openHeld } from '../keys/held-answers.ts';
import type { Keys } from '../keys/keys.ts';
import type { HoldingStorage, InvitationBatch, Storage, StoredResponse } from '../storage/storage.ts';

/** About as much as one step reads and opens; others are served between two. */
const AT_ONCE = 500;

/** The answers of a wave that are held, some at a time, those of a batch of invitations together. */
export async function* heldAnswers(
  storage: Pick<HoldingStorage, 'countHeld' | 'heldOf'>,
  keys: Keys,
  wave: string,
): AsyncGenerator<readonly StoredResponse[]> {
  const counted = await storage.countHeld(wave);
  for (const group of together(counted.map(({ batch, held }) => ({ batches: [batch], held })))) {
    const held = await storage.heldOf(wave, group);
    yield held.flatMap((each) => openHeld(keys, each) ?? []);
    await new Promise((next) => setImmediate(next));
  }
}

/**
 * Makes responses of everything that is held of a sealed wave. Those of one unit are moved in one transaction and in
 * the order of their ids: who holds the database knows of each that it is one of that unit's, and no more. Interrupted,
 * it goes on at the next call.
 *
 * @returns how many stay, because they were changed, or sealed with keys that were given up
 */
export async function moveHeldAnswers(
  storage: Pick<Storage, 'countHeld' | 'heldOf' | 'moveHeld' | 'invitationBatches'>,
  keys: Keys,
  wave: string,
): Promise<number> {
  const counted = await storage.countHeld(wave);
  if (counted.length === 0) return 0;
  const batches = new Map((await storage.invitationBatches(wave)).map((batch) => [batch.id, batch]));
  const units = new Map<string, { readonly batches: string[]; held: number }>();
  for (const { batch, held } of counted) {
    const name = unitOf(batches.get(batch)!);
    const unit = units.get(name) ?? { batches: [], held: 0 };
    unit.batches.push(batch);
    unit.held += held;
    units.set(name, unit);
  }
  let unreadable = 0;
  for (const group of together([...units.values()])) {
    for (;;) {
      const held = await storage.heldOf(wave, group);
      const opened = held.flatMap(({ key, ...rest }) => {
        const response = openHeld(keys, { key, ...rest });
        return response ? [{ key, response }] : [];
      });
      const outcome =
        opened.length === 0
          ? 'moved'
          : await storage.moveHeld(
              wave,
              opened.map(({ key }) => key),
              opened.map(({ response }) => response),
            );
      // Somebody else moves them as well; what is left is looked for again.
      if (outcome === 'gone') continue;
      unreadable += held.length - opened.length;
      break;
    }
  }
  return unreadable;
}

/** Batches of one stratum, unit and weight are told apart by nothing that is stored with an answer. */
function unitOf({ stratum, primaryUnit, weight }: InvitationBatch): string {
  return JSON.stringify([stratum, primaryUnit, weight]);
}

function together(
  units: readonly { readonly batches: readonly string[]; readonly held: number }[],
): readonly (readonly string[])[] {
  const groups: { readonly batches: string[]; held: number }[] = [];
  for (const { batches, held } of units) {
    const last = groups.at(-1);
    if (last && last.held + held <= AT_ONCE) {
      last.batches.push(...batches);
      last.held += held;
    } else groups.push({ batches: [...batches], held });
  }
  return groups.map(({ batches }) => batches);
}
