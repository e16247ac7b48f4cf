import type { Look } from '../../core/release/release.ts';
import {
  type EstimatedWave,
  estimateWave,
  type EstimationDeps,
  lookAt,
  type Making,
} from './estimate-wave.ts';
import type { Wave } from '../storage/storage.ts';
import { keepColumns } from './kept-columns.ts';

/** Makes releases of waves; one instance keeps what it has read of them. */
export interface Estimator {
  /** As `estimateWave`. */
  readonly estimate: (wave: Wave, making: Making) => Promise<EstimatedWave>;
  /** As `lookAt`. */
  readonly lookAt: (wave: Wave) => Promise<Look>;
  readonly close: () => Promise<void>;
}

/** On the thread that calls: for tests, and for a database that lives in one connection. */
export function estimatorHere(storage: EstimationDeps['storage'], software: string): Estimator {
  const columns = keepColumns(storage);
  const deps = { storage, software, columns };
  return {
    estimate: (wave, making) => estimateWave(deps, wave, making),
    lookAt: (wave) => lookAt(deps, wave),
    close: async () => undefined,
  };
}
