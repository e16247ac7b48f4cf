import { setImmediate as othersAreServed } from 'node:timers/promises';
import { type HoldingStorage, LEAST_TOLD } from '../storage/storage.ts';

/** Lets figures and counts of a wave take in what is held of it, in groups of 20 of a stratum; sealed, it holds none. */
export async function tellHeld(storage: Pick<HoldingStorage, 'tellHeld'>, wave: string): Promise<void> {
  while ((await storage.tellHeld(wave, LEAST_TOLD)) > 0) await othersAreServed();
}
