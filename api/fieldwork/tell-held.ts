import { setImmediate as othersAreServed } from 'node:timers/promises';
import { type HoldingStorage, LEAST_TOLD } from '../storage/storage.ts';

/** Puts what is held of a wave into groups, 20 of a stratum at least, by which it can be counted without telling one. */
export async function tellHeld(storage: Pick<HoldingStorage, 'tellHeld'>, wave: string): Promise<void> {
  while ((await storage.tellHeld(wave, LEAST_TOLD)) > 0) await othersAreServed();
}
