import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { pino } from 'pino';
import { describeFault } from '../core/fault.ts';
import { createPages } from '../web/pages.ts';
import { createApp, notFound } from './app.ts';
import type { Deps } from './deps.ts';
import { undoUnfinishedImports } from './import/undo-import.ts';
import { createIntake } from './intake/intake.ts';
import { readAssets } from '../web/read-assets.ts';
import type { Settings } from './settings.ts';
import { openStorage } from './storage/open-storage.ts';
import { loadSurveys } from './surveys/load-surveys.ts';
import { version } from '../package.json';

/** Where the built browser files lie: beside the built server. */
const browserDirectory = join(dirname(fileURLToPath(import.meta.url)), '..', 'browser');

/** Built beside the server as a script of its own. */
const sqliteWriter = new URL('./sqlite-writer.js', import.meta.url);

/**
 * The composition root: the one place that opens the storage, reads the surveys and draws the pages with
 * what was built for the browser. Both the server and the command line start here.
 */
export async function openManyi(settings: Settings, isDemonstration = false): Promise<Manyi> {
  const { programmes, imports, faults } = await loadSurveys(settings.surveys);
  if (faults.length > 0) {
    throw new Error(`The surveys have faults:\n${faults.map(describeFault).join('\n')}`);
  }
  const storage = await openStorage(settings.database, { sqliteWriter });
  const deps: Deps = {
    storage,
    intake: createIntake(storage),
    programmes: new Map(
      programmes.map((programme) => [
        programme.name,
        {
          programme,
          mappings: new Map((imports.get(programme.name) ?? []).map((mapping) => [mapping.name, mapping])),
        },
      ]),
    ),
    pages: createPages(readAssets(browserDirectory)),
    clock: () => Date.now(),
    // Without the name of the machine and the number of the process, which mean nothing to the reader.
    log: pino({ level: settings.logLevel, base: null }),
    software: version,
    temporaryDirectory: settings.temporaryDirectory,
    isDemonstration,
  };
  return {
    deps,
    async close() {
      await deps.intake.drained();
      await storage.close();
    },
  };
}

export interface Manyi {
  readonly deps: Deps;
  /** Waits for what was taken in, then lets go of the storage. */
  readonly close: () => Promise<void>;
}

export interface Listening {
  readonly port: number;
  /** Takes nothing new, finishes what was begun. */
  readonly stop: () => Promise<void>;
}

export async function listen({ deps }: Manyi, settings: Settings): Promise<Listening> {
  await undoUnfinishedImports(deps, deps.programmes.keys());
  const site = new Hono();
  site.use(
    '/assets/*',
    serveStatic({
      root: browserDirectory,
      precompressed: true,
      onFound: (_, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
    }),
  );
  site.route('/', createApp(deps));
  site.notFound(notFound(deps));
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: site.fetch, hostname: settings.host, port: settings.port }, ({ port }) => {
      resolve({
        port,
        stop: () =>
          new Promise((stopped) => {
            server.close(() => stopped());
            if ('closeIdleConnections' in server) server.closeIdleConnections();
          }),
      });
    });
    server.on('error', reject);
  });
}
