import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * A script of the built server, for the tests that start it as it runs: `npm test` and `npm run test:unit` build it
 * before them.
 */
export function builtScript(name: 'manyi' | 'sqlite-writer' | 'estimator-worker'): URL {
  const path = join(import.meta.dirname, '..', 'dist', 'server', `${name}.js`);
  if (!existsSync(path)) throw new Error('The server is not built. Run "npm run build" first.');
  return pathToFileURL(path);
}
