import type { Release } from '../../core/release/release.ts';
import { estimateWave, type EstimationDeps } from '../actions/estimate-wave.ts';
import type { Wave } from '../storage/storage.ts';
import type { HoldingKeys } from '../keys/held-answers.ts';
import { keepColumns } from './kept-columns.ts';

/** Makes releases of waves; one instance keeps what it has read of them. */
export interface Estimator {
  /** As `estimateWave`. */
  readonly estimate: (wave: Wave, number: number) => Promise<Release>;
  readonly close: () => Promise<void>;
}

/** On the thread that calls: for tests, and for a database that lives in one connection. */
export function estimatorHere(
  storage: EstimationDeps['storage'],
  keys: HoldingKeys,
  software: string,
): Estimator {
  const columns = keepColumns(storage, keys);
  return {
    estimate: (wave, number) => estimateWave({ storage, software, columns }, wave, number),
    close: async () => undefined,
  };
}
