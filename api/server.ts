import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { type Logger, pino } from 'pino';
import { describeFault } from '../core/fault.ts';
import { createPages } from '../web/pages.ts';
import { createApp } from './app.ts';
import type { Deps } from './deps.ts';
import type { Pages } from './http/pages.ts';
import { countOpenWaves } from './fieldwork/count-open-waves.ts';
import { hashResponsesOfBefore } from './responses/hash-responses-of-before.ts';
import { sealAuditChainOnce } from './audit/seal-audit-chain.ts';
import { sealWavesPastGrace } from './fieldwork/seal-wave.ts';
import { forgetUploads } from './imports/forget-uploads.ts';
import { LONGEST_IMPORT_MILLISECONDS, undoInterruptedImports } from './imports/undo-import.ts';
import { createPasswordQueue } from './access/password-queue.ts';
import { type PasswordThreads, passwordThreads } from './access/password-threads.ts';
import type { SecondFactorRule } from './access/second-factor.ts';
import { forgetExpired } from './access/session.ts';
import type { Estimator } from './estimates/estimator.ts';
import type { EstimatorStart } from './estimates/estimator-messages.ts';
import { estimatorThread } from './estimates/estimator-thread.ts';
import { inLine } from './estimates/in-line.ts';
import type { Keys } from './keys/keys.ts';
import { keysPathOf, openKeys } from './keys/open-keys.ts';
import { createIntake } from './responses/intake/intake.ts';
import { createOpenLink } from './fieldwork/open-link.ts';
import { turnAwayWhenFull } from './responses/intake/turn-away.ts';
import { createMetrics } from './observe/metrics.ts';
import { createReadiness } from './observe/readiness.ts';
import { startServer } from './start-server.ts';
import { readAssets } from '../web/read-assets.ts';
import type { Settings } from './settings.ts';
import type { Storage, StorageError } from './storage/storage.ts';
import { isImporting, openStorage } from './storage/open-storage.ts';
import { loadSurveys } from './programmes/load-surveys.ts';
import { version } from '../package.json';

/** Where the built browser files lie: beside the built server. */
const browserDirectory = join(dirname(fileURLToPath(import.meta.url)), '..', 'browser');

/** Built beside the server as scripts of their own. */
const sqliteWriter = new URL('./sqlite-writer.js', import.meta.url);

const estimatorWorker = new URL('./estimator-worker.js', import.meta.url);

const passwordWorker = new URL('./password-worker.js', import.meta.url);

/** What is built apart from the code that runs: pages, which name files for browsers, and scripts of threads. */
export interface Parts {
  readonly pages: () => Pages;
  readonly openStorage: (database: string) => Promise<Storage>;
  readonly estimator: (storage: Storage, start: EstimatorStart) => Estimator;
  readonly passwords: () => PasswordThreads;
}

const builtParts: Parts = {
  pages: () => createPages(readAssets(browserDirectory)),
  openStorage: (database) => openStorage(database, { sqliteWriter }),
  estimator: (_, start) => estimatorThread(estimatorWorker, start),
  passwords: () => passwordThreads(passwordWorker),
};

/**
 * The composition root: the one place that opens the storage, reads the surveys and draws the pages with
 * what was built for the browser. Both the server and the command line start here.
 */
export async function openManyi(
  settings: Settings,
  isDemonstration = false,
  parts = builtParts,
): Promise<Manyi> {
  const { programmes, imports, faults } = await loadSurveys(settings.surveys);
  if (faults.length > 0) {
    throw new Error(`The surveys have faults:\n${faults.map(describeFault).join('\n')}`);
  }
  // Before anything is held open: what is not built is told at once.
  const pages = parts.pages();
  const storage = await parts.openStorage(settings.database);
  // Without the name of the machine and the number of the process, which mean nothing to the reader.
  const log = pino({ level: settings.logLevel, base: null });
  const clock = () => Date.now();
  const keys = await openSealed(storage, settings, log).catch(async (error: unknown) => {
    await storage.close();
    throw error;
  });
  const metrics = createMetrics(() => intake.waiting);
  let tellBroken: (error: StorageError) => void = () => undefined;
  const broken = new Promise<StorageError>((resolve) => (tellBroken = resolve));
  const readiness = createReadiness(storage, hostname(), clock);
  const intake = createIntake(storage, {
    onBroken: tellBroken,
    onCommitted: (answers, milliseconds) => {
      readiness.answersStored();
      metrics.answersCommitted(answers, milliseconds / 1000);
    },
    onFailed: (error) => {
      readiness.answersFailed();
      metrics.storageFailed(error.reason);
      log.error({ err: error }, 'answers could not be stored');
    },
  });
  const estimator = inLine(parts.estimator(storage, { database: settings.database, software: version }));
  const passwordChecks = parts.passwords();
  const deps: Deps = {
    storage,
    keys,
    intake,
    openLink: createOpenLink(storage, clock),
    estimator,
    programmes: new Map(
      programmes.map((programme) => [
        programme.name,
        {
          programme,
          mappings: new Map((imports.get(programme.name) ?? []).map((mapping) => [mapping.name, mapping])),
        },
      ]),
    ),
    pages,
    clock,
    log,
    software: version,
    temporaryDirectory: settings.temporaryDirectory,
    isDemonstration,
    proxies: new Set(settings.proxies),
    ...(settings.publicUrl === undefined ? {} : { publicUrl: settings.publicUrl }),
    secondFactor: secondFactorRule(settings, isDemonstration),
    passwords: createPasswordQueue(passwordChecks.derive, clock),
    metrics,
    readiness,
  };
  return {
    deps,
    broken,
    async close() {
      await deps.intake.drained();
      await estimator.close();
      await passwordChecks.close();
      await storage.close();
    },
  };
}

async function openSealed(storage: Storage, settings: Settings, log: Logger): Promise<Keys> {
  const path = keysPathOf(settings);
  const keys = await openKeys(storage, path);
  const isSaid = await sealAuditChainOnce({ storage, keys, clock: Date.now }, path);
  if (!isSaid)
    log.warn({ path }, 'the keys file cannot be written: it does not say that the chain is sealed');
  return keys;
}

/** Where people reach it over TLS it holds real answers; a demonstration holds none. */
function secondFactorRule({ secondFactor, publicUrl }: Settings, isDemonstration: boolean): SecondFactorRule {
  if (isDemonstration) return 'none';
  return secondFactor ?? (publicUrl?.startsWith('https:') ? 'roles' : 'none');
}

export interface Manyi {
  readonly deps: Deps;
  /** Resolves when what is on the disk can no longer be trusted: the process must end, and say so. */
  readonly broken: Promise<StorageError>;
  /** Waits for what was taken in, then lets go of the storage. */
  readonly close: () => Promise<void>;
}

export interface Listening {
  readonly port: number;
  readonly metricsPort?: number;
  /** Takes nothing new, finishes what was begun. */
  readonly stop: () => Promise<void>;
}

export async function listen({ deps }: Manyi, settings: Settings): Promise<Listening> {
  // On SQLite another process that still imports has marked the file; what it has begun is not ours to undo.
  if (!isImporting(settings.database)) await undoInterruptedImports(deps, deps.programmes.keys());
  // Several nodes on one machine may share the folder; on SQLite nobody else serves.
  const oldUploads = deps.storage.engine === 'sqlite' ? Infinity : deps.clock() - LONGEST_IMPORT_MILLISECONDS;
  await forgetUploads(deps.temporaryDirectory, oldUploads);
  const assets = serveStatic({
    root: browserDirectory,
    precompressed: true,
    onFound: (_, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
  });
  const app = createApp(deps, assets);
  const server = await startServer(
    app.fetch,
    settings.host,
    settings.port,
    turnAwayWhenFull(deps.intake, deps.pages),
  );
  const metricsServer =
    settings.metricsPort === undefined
      ? undefined
      : await startServer(metricsSite(deps).fetch, settings.metricsHost, settings.metricsPort);
  let isStopping = false;
  const hashing = hashResponsesOfBefore(deps, () => !isStopping).catch((error: unknown) =>
    deps.log.warn(
      { err: error },
      'responses of before could not all be given their hashes; the next start goes on',
    ),
  );
  const keepUp = async () => {
    await forgetExpired(deps);
    await sealWavesPastGrace(deps).catch((error: unknown) =>
      deps.log.warn({ err: error }, 'waves could not be sealed'),
    );
    await countOpenWaves(deps).catch((error: unknown) =>
      deps.log.warn({ err: error }, 'open waves could not be counted'),
    );
  };
  const upkeep = setInterval(() => void keepUp(), UPKEEP_MILLISECONDS);
  return {
    port: server.port,
    ...(metricsServer ? { metricsPort: metricsServer.port } : {}),
    async stop() {
      deps.readiness.stop();
      isStopping = true;
      clearInterval(upkeep);
      await Promise.all([server.stop(), metricsServer?.stop(), hashing]);
    },
  };
}

const UPKEEP_MILLISECONDS = 10 * 60_000;

function metricsSite({ metrics }: Deps): Hono {
  return new Hono().get('/metrics', async (c) =>
    c.text(await metrics.text(), 200, { 'content-type': metrics.contentType }),
  );
}
