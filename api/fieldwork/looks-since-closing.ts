import type { Storage } from '../storage/storage.ts';

/** How often figures or single answers of a wave were read since it was last closed. */
export interface LooksSinceClosing {
  /** By the same person at most one in ten minutes is on record. */
  readonly estimates: number;
  readonly exports: number;
}

/** More of them say nothing new. */
const MOST_COUNTED = 1000;

/**
 * Whoever has seen figures and then has answers taken again can stop where they please (rules 21 and 34): so how
 * often it was looked stands with the reopening, and is said before it.
 */
export async function looksSinceClosing(
  storage: Pick<Storage, 'auditBack'>,
  wave: string,
): Promise<LooksSinceClosing> {
  const subjects = [wave];
  const [closed] = await storage.auditBack({ action: 'waveClosed', subjects }, 1);
  const since = async (action: 'estimatesViewed' | 'responsesExported') =>
    (await storage.auditBack({ action, subjects }, MOST_COUNTED)).filter(
      ({ number }) => number > (closed?.number ?? 0),
    ).length;
  return { estimates: await since('estimatesViewed'), exports: await since('responsesExported') };
}
