import type { LinearSolver } from './linear-solver.ts';
import type { LinearSystem, Term } from './linear-system.ts';
import type { GuardedSum } from './open-ranges.ts';

/** A sum that can be worked out more closely than its room allows. */
export interface NarrowedSum {
  readonly name: string;
  readonly width: number;
  readonly room: number;
}

/**
 * Which sums cannot take values their room apart. Every point the solver finds is taken for all sums.
 *
 * @param solver solves the whole system, with all that is shown in it
 * @example
 * const system = { unknowns: [{ lowest: 0, highest: 40 }], rows: [] };
 * const guarded = [{ name: 'a', terms: [{ unknown: 0, coefficient: 1 }], room: 50 }];
 * const solver: LinearSolver = () => Promise.resolve({
 *   extreme: (_terms, direction) => direction === 'maximize' ? { value: 40, point: [40] } : { value: 0, point: [0] },
 *   close: () => undefined,
 * });
 * const narrowed = narrowedSums(system, guarded, solver);
 * narrowed instanceof Promise; // true (of [{ name: 'a', width: 40, room: 50 }])
 */
export async function narrowedSums(
  system: LinearSystem,
  guarded: readonly GuardedSum[],
  solver: LinearSolver,
  isWhole?: (unknown: number) => boolean,
): Promise<readonly NarrowedSum[]> {
  if (guarded.length === 0) return [];
  const opened = await solver(system, isWhole);
  try {
    const states = guarded.map((sum) => ({ sum, lowest: Infinity, highest: -Infinity }));
    const look = (terms: readonly Term[], direction: 'minimize' | 'maximize') => {
      const found = opened.extreme(terms, direction);
      if (!found) throw new RangeError('what is printed holds of no figures');
      for (const state of states) {
        let value = 0;
        for (const { unknown, coefficient } of state.sum.terms) value += coefficient * found.point[unknown]!;
        state.lowest = Math.min(state.lowest, value);
        state.highest = Math.max(state.highest, value);
      }
    };
    const isNarrow = ({ sum, lowest, highest }: (typeof states)[number]) =>
      !(highest - lowest >= sum.room - TOLERANCE);
    for (const state of states) {
      if (isNarrow(state)) look(state.sum.terms, 'maximize');
      if (isNarrow(state)) look(state.sum.terms, 'minimize');
    }
    return states.filter(isNarrow).map(({ sum: { name, room }, lowest, highest }) => ({
      name,
      width: highest - lowest,
      room,
    }));
  } finally {
    opened.close();
  }
}

/** Solvers are exact to some 1e-7 of what they are given, which is points. */
const TOLERANCE = 1e-4;
