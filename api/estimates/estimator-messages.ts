import type { Look } from '../../core/release/release.ts';
import type { EstimatedWave, Making } from './estimate-wave.ts';
import type { Problem } from '../problems.ts';
import type { StorageTrouble, Wave } from '../storage/storage.ts';

/** What the estimator's thread begins with. */
export interface EstimatorStart {
  readonly database: string;
  readonly software: string;
}

export type ToEstimator =
  | {
      readonly call: number;
      readonly wave: Wave;
      /** Without it, for a look. */
      readonly making?: Making;
    }
  | 'close';

export type FromEstimator =
  | { readonly call: number; readonly estimated: EstimatedWave | Look }
  | { readonly call: number; readonly problem: Pick<Problem, 'code' | 'details'> }
  | { readonly call: number; readonly storage: { readonly reason: StorageTrouble; readonly message: string } }
  | { readonly call: number; readonly error: string };
