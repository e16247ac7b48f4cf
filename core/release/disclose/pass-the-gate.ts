import type { LinearSolver } from '../../disclosure/linear-solver.ts';
import type { NarrowedSum } from '../../disclosure/narrowed-sums.ts';
import { auditRelease } from './audit-release.ts';
import { besideNarrowed } from './beside-narrowed.ts';
import type { DisclosedFrame } from './disclosed-frame.ts';
import { MOST_CAUTION } from './hide-cells.ts';
import type { DisclosureInput } from './reader-system.ts';

/** What disclosure control is asked for beside what is always done: more each time the gate refuses. */
export type Asked = Required<Pick<DisclosureInput, 'caution' | 'besides'>>;

interface Passing {
  readonly disclosed: readonly Pick<DisclosedFrame, 'input' | 'hidden'>[];
}

/**
 * Drafts until the gate lets pass what was drafted: the search is more careful each time, and at last hides what stands
 * beside the figures that were found too narrow.
 *
 * @returns the last draft, and what is still too narrow in it: then there is nothing more to hide
 */
export async function passTheGate<Draft extends Passing>(
  draft: (asked: Asked) => Draft,
  solver: LinearSolver,
): Promise<{ readonly draft: Draft; readonly narrowed: readonly NarrowedSum[] }> {
  const besides: string[] = [];
  for (let caution = 0; ; caution = Math.min(caution + 1, MOST_CAUTION)) {
    const made = draft({ caution, besides });
    const audited: {
      readonly narrowed: readonly NarrowedSum[];
      readonly of: Passing['disclosed'][number];
    }[] = [];
    for (const of of made.disclosed) {
      audited.push({ of, narrowed: await auditRelease(of.input, of.hidden, solver) });
    }
    const narrowed = audited.flatMap((each) => each.narrowed);
    if (narrowed.length === 0) return { draft: made, narrowed };
    if (caution < MOST_CAUTION) continue;
    const more = audited.flatMap((each) => besideNarrowed(each.of, each.narrowed));
    if (more.length === 0) return { draft: made, narrowed };
    besides.push(...more);
  }
}
