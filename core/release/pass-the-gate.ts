import type { LinearSolver } from '../disclosure/linear-solver.ts';
import type { NarrowedSum } from '../disclosure/narrowed-sums.ts';
import { auditRelease } from './audit-release.ts';
import { besideNarrowed } from './beside-narrowed.ts';
import type { DisclosedDraft } from './draft-release.ts';
import { MOST_CAUTION } from './hide-cells.ts';
import type { DisclosureInput } from './reader-system.ts';

/** What disclosure control is asked for beside what is always done: more each time the gate refuses. */
export type Asked = Required<Pick<DisclosureInput, 'caution' | 'besides'>>;

interface Passing {
  readonly disclosed?: Pick<DisclosedDraft, 'input' | 'hidden'>;
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
    const { disclosed } = made;
    const narrowed = disclosed ? await auditRelease(disclosed.input, disclosed.hidden, solver) : [];
    if (!disclosed || narrowed.length === 0) return { draft: made, narrowed };
    if (caution < MOST_CAUTION) continue;
    const more = besideNarrowed(disclosed, narrowed);
    if (more.length === 0) return { draft: made, narrowed };
    besides.push(...more);
  }
}
