import type { LinearSolver } from '../../disclosure/linear-solver.ts';
import { narrowedSums, type NarrowedSum } from '../../disclosure/narrowed-sums.ts';
import { narrowCounts } from './hide-counts.ts';
import { wholeAnswers } from './whole-answers.ts';
import { haveEqualWeights } from './whole-steps.ts';
import { knownSystem, type DisclosureInput } from './reader-system.ts';
import { readerSystem } from './system-of-releases.ts';

/**
 * The gate of publishing (rule 34): which hidden figures could be worked out more closely than they may, from all a
 * reader can see, with every figure in the system. None where the release may go out. How wide a figure was found open
 * tells of it: that goes to nobody's eyes but in the log of whoever may see figures.
 *
 * @param hidden keys, as `hideCells` found them
 */
export async function auditRelease(
  input: DisclosureInput,
  hidden: ReadonlySet<string>,
  solver: LinearSolver,
): Promise<readonly NarrowedSum[]> {
  const system = readerSystem(input);
  const guarded = system.guarded.map(({ figure: { key, terms }, room }) => ({ name: key, terms, room }));
  const narrowed = [...(await narrowedSums(knownSystem(system, hidden), guarded, solver))];
  if (haveEqualWeights(input)) {
    for (const whole of wholeAnswers(input, system, hidden)) {
      narrowed.push(...(await narrowedSums(whole.system, whole.guarded, solver, () => true)));
    }
  }
  return [...narrowed, ...narrowCounts(system, hidden)];
}
