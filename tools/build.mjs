// Everything a running Manyi consists of, into dist/: the two browser applications, packed, and the server.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const only = process.argv.slice(2);

// Whatever called: never a build with Svelte's warnings for developers.
process.env.NODE_ENV = 'production';

rmSync(join(root, 'dist'), { recursive: true, force: true });
for (const mode of ['respond', 'staff', 'server']) {
  if (only.length > 0 && !only.includes(mode)) continue;
  await build({ root, mode, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
}
pack(join(root, 'dist', 'browser', 'assets'));

/** Packed once here, as small as can be, instead of at each request. */
function pack(directory) {
  for (const name of readdirSync(directory)) {
    if (!/\.(js|css|svg)$/.test(name)) continue;
    const path = join(directory, name);
    const content = readFileSync(path);
    const parameters = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    writeFileSync(`${path}.br`, brotliCompressSync(content, { params: parameters }));
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  }
}
