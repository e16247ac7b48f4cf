// npm run build: everything a running Manyi consists of, into dist/: the two browser applications, packed, and
// the server. On a fresh clone it installs the packages first.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { install, requireNode, root, say } from './prepare.mjs';

requireNode();
install();
const { build } = await import('vite');
const modes = ['respond', 'staff', 'server'];
const chosen = process.argv.slice(2);
const began = Date.now();

// Whatever called: never a build with Svelte's warnings for developers.
process.env.NODE_ENV = 'production';

rmSync(join(root, 'dist'), { recursive: true, force: true });
for (const mode of modes) {
  if (chosen.length > 0 && !chosen.includes(mode)) continue;
  await build({ root, mode, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
}
const assets = join(root, 'dist', 'browser', 'assets');
const isWhole = chosen.length === 0 || modes.every((mode) => chosen.includes(mode));
if (isWhole || chosen.some((mode) => mode !== 'server')) pack(assets);
if (isWhole) {
  writeFileSync(join(root, 'dist', '.built'), '');
  summarise();
}

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

function summarise() {
  const server = join(root, 'dist', 'server');
  const ofServer = readdirSync(server).map((name) => statSync(join(server, name)).size);
  const respond = packedSize('respond-manifest.json');
  const staff = packedSize('staff-manifest.json');
  say(`Built in ${((Date.now() - began) / 1000).toFixed(1)} s for Node ${process.versions.node}:`);
  say(
    `  dist/browser  ${kilobytes(respond)} KB packed for residents, ${kilobytes(staff)} KB packed for staff`,
  );
  say(`  dist/server   ${kilobytes(ofServer.reduce((sum, size) => sum + size, 0))} KB`);
  say('Next: node dist/server/manyi.js serve (docs/operations.md), or npm start for a demonstration.');
}

/** Of all files a browser loads for one application. */
function packedSize(manifest) {
  const parts = JSON.parse(readFileSync(join(root, 'dist', 'browser', manifest), 'utf8'));
  const files = Object.values(parts).flatMap(({ file, css = [] }) => [file, ...css]);
  const packed = [...new Set(files)].map(
    (file) => statSync(join(root, 'dist', 'browser', `${file}.br`)).size,
  );
  return packed.reduce((sum, size) => sum + size, 0);
}

function kilobytes(bytes) {
  return Math.ceil(bytes / 1024);
}
