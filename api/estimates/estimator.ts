import { type EstimatedWave, estimateWave, type EstimationDeps, type Making } from './estimate-wave.ts';
import type { Wave } from '../storage/storage.ts';
import { keepColumns } from './kept-columns.ts';

/** Makes releases of waves; one instance keeps what it has read of them. */
export interface Estimator {
  /** As `estimateWave`. */
  readonly estimate: (wave: Wave, number: number, making?: Making) => Promise<EstimatedWave>;
  readonly close: () => Promise<void>;
}

/** On the thread that calls: for tests, and for a database that lives in one connection. */
export function estimatorHere(storage: EstimationDeps['storage'], software: string): Estimator {
  const columns = keepColumns(storage);
  return {
    estimate: (wave, number, making) => estimateWave({ storage, software, columns }, wave, number, making),
    close: async () => undefined,
  };
}
