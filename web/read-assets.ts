import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtApplication, RESPOND_ENTRY, STAFF_ENTRY, type Assets, type BuildManifest } from './assets.ts';

/** What the build made for the browser, read from its manifests. */
export function readAssets(directory: string): Assets {
  const manifest = (name: string) =>
    JSON.parse(readFileSync(join(directory, `${name}-manifest.json`), 'utf8')) as BuildManifest;
  return {
    respond: builtApplication(manifest('respond'), RESPOND_ENTRY),
    staff: builtApplication(manifest('staff'), STAFF_ENTRY),
  };
}
