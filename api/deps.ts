import type { Logger } from 'pino';
import type { Programme } from '../core/programme/programme.ts';
import type { ImportMapping } from '../core/programme/import-mapping.ts';
import type { Actor } from './access/authorize.ts';
import type { PasswordQueue } from './access/password-queue.ts';
import type { SecondFactorRule } from './access/second-factor.ts';
import type { EstimatorInLine } from './estimates/in-line.ts';
import type { Keys } from './keys/keys.ts';
import type { Intake } from './responses/intake/intake.ts';
import type { OpenLink } from './fieldwork/open-link.ts';
import type { Metrics } from './observe/metrics.ts';
import type { Pages } from './http/pages.ts';
import type { Readiness } from './observe/readiness.ts';
import type { Storage } from './storage/storage.ts';

/** Everything the application is made of; `server.ts` and the tests put it together. */
export interface Deps {
  readonly storage: Storage;
  /** What makes receipts, hashes and seals; by purpose. */
  readonly keys: Keys;
  readonly intake: Intake;
  readonly openLink: OpenLink;
  readonly estimator: EstimatorInLine;
  /** The programmes in `surveys/`, by name. */
  readonly programmes: ReadonlyMap<string, LoadedProgramme>;
  readonly pages: Pages;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly log: Logger;
  /** The version that makes figures. */
  readonly software: string;
  /** Where uploads wait while they are checked. */
  readonly temporaryDirectory: string;
  readonly isDemonstration: boolean;
  /** Addresses of our own proxies: only they are believed what they say of the network behind them. */
  readonly proxies: ReadonlySet<string>;
  /** The address people use; unset: that of this machine. */
  readonly publicUrl?: string;
  /** Who must have a second factor. */
  readonly secondFactor: SecondFactorRule;
  /** Where passwords are checked and hashed, a few at once. */
  readonly passwords: PasswordQueue;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
}

export interface LoadedProgramme {
  readonly programme: Programme;
  /** How past waves of other systems are read in, by name. */
  readonly mappings: ReadonlyMap<string, ImportMapping>;
}

/** What middleware leaves for a handler. */
export interface Env {
  readonly Variables: { readonly actor: Actor | undefined };
}
