import type { LinearSystem, Term } from './linear-system.ts';

/** A point of a system at which a sum is least or most. */
export interface SolvedPoint {
  readonly value: number;
  readonly point: ArrayLike<number>;
}

/** A system in the hands of a solver: it holds memory until it is closed. */
export interface OpenedSystem {
  /** The least or the most a sum of unknowns can be; none where nothing is possible. */
  readonly extreme: (terms: readonly Term[], direction: 'minimize' | 'maximize') => SolvedPoint | undefined;
  readonly close: () => void;
}

/**
 * Solves whole systems: the gate of publishing has another solver than the search for what to hide, so that neither
 * vouches for itself.
 *
 * @param isWhole which unknowns are whole numbers; none unless told
 */
export type LinearSolver = (
  system: LinearSystem,
  isWhole?: (unknown: number) => boolean,
) => Promise<OpenedSystem>;
