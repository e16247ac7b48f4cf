import type { Making } from './estimate-wave.ts';
import type { Problem } from '../problems.ts';
import type { StorageTrouble, Wave } from '../storage/storage.ts';

/** What the estimator's thread begins with. */
export interface EstimatorStart {
  readonly database: string;
  readonly software: string;
}

export interface EstimateCall {
  readonly wave: Wave;
  /** Without it, for a look. */
  readonly making?: Making;
}

/** What of an error crosses threads. */
export type EstimatorError =
  | { readonly problem: Pick<Problem, 'code' | 'details'> }
  | { readonly storage: { readonly reason: StorageTrouble; readonly message: string } }
  | { readonly error: string };
