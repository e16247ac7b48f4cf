import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { deriveKeyHere } from '../access/password.ts';
import { roleNames } from '../access/roles.ts';
import { createApp } from '../app.ts';
import { loadDemonstration } from '../demonstration/load-demonstration.ts';
import { DEMONSTRATED, readProfile } from '../demonstration/read-profile.ts';
import { estimatorHere } from '../estimates/estimator.ts';
import type { Pages } from '../http/pages.ts';
import { openManyi, type Parts } from '../server.ts';
import { readSettings } from '../settings.ts';
import { holdServing, openStorage } from '../storage/open-storage.ts';
import { signInRoutes } from './sign-in-routes.ts';

export interface Development {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** What was drawn with the pages of before is drawn anew. */
  readonly forgetPages: () => void;
  /** Each signs in whoever asks, by its address. */
  readonly roles: readonly string[];
  /** The wave of the demonstration that takes answers. */
  readonly wave: string;
  readonly close: () => Promise<void>;
}

/**
 * The whole application for whoever works on it: on a demonstration of its own in `folder`, on one thread, with pages
 * that may become others while it runs, and with addresses that sign in whoever asks. It listens nowhere: who calls it
 * does, on this machine alone.
 */
export async function openDevelopment(folder: string, pages: Pages): Promise<Development> {
  mkdirSync(folder, { recursive: true });
  const database = `sqlite:${join(folder, 'manyi.db')}`;
  const settings = readSettings({
    MANYI_DATABASE: database,
    MANYI_TEMPORARY: join(folder, 'uploads'),
    MANYI_SURVEYS: process.env['MANYI_SURVEYS'],
    MANYI_LOG: process.env['MANYI_LOG'],
  });
  const profile = await readProfile(settings.surveys);
  const mark = holdServing(database, 'npm run dev');
  try {
    const manyi = await openManyi(settings, true, { ...partsHere, pages: () => pages });
    try {
      await loadDemonstration(manyi.deps, DEMONSTRATED, profile, (sentence) => console.log(`  ${sentence}`));
    } catch (error) {
      await manyi.close();
      throw error;
    }
    const signIn = signInRoutes(manyi.deps);
    let app = createApp(manyi.deps);
    return {
      fetch: (request) =>
        new URL(request.url).pathname.startsWith('/development/')
          ? signIn.fetch(request)
          : app.fetch(request),
      forgetPages: () => void (app = createApp(manyi.deps)),
      roles: roleNames,
      wave: profile.waves.at(-1)!.id,
      async close() {
        await manyi.close();
        mark.release();
      },
    };
  } catch (error) {
    mark.release();
    throw error;
  }
}

/** Nothing is built, so there are no scripts of threads. */
const partsHere: Omit<Parts, 'pages'> = {
  openStorage: (database) => openStorage(database),
  estimator: (storage, { software }) => estimatorHere(storage, software),
  passwords: () => ({ derive: deriveKeyHere, close: async () => undefined }),
};
