import { buildOfBefore } from './build-of-before.ts';
import { drafting } from './drafting.ts';
import { figuresLost } from './figures-lost.ts';
import type { Options } from './options.ts';
import { standingOfAreas } from './standing-of-areas.ts';

/** What it costs that releases can be defended: standing by area, time, and figures that are no longer shown. */
export async function releases({ isQuick, pairs, before }: Options): Promise<boolean> {
  if (before === undefined) {
    console.error('Name a checkout of the version to measure beside: --before <folder>.');
    return false;
  }
  const old = await buildOfBefore(before);
  const keep = standingOfAreas(isQuick ? 2 : 20, old);
  const isSoon = drafting(old, isQuick ? 2 : Math.min(5, pairs));
  await figuresLost(old);
  return keep && isSoon;
}
