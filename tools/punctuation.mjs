// npm run punctuation: full-width marks in the Chinese text of the whole repository. With --check it names the
// files it would change and changes none; a test runs it so.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from './prepare.mjs';
import { punctuate } from './punctuate.mjs';

const isCheck = process.argv.includes('--check');
const notOurs = new Set(['.git', 'node_modules', 'dist', 'data', 'test-results', 'playwright-report']);

for (const path of textsIn(root)) {
  const name = relative(root, path).split(sep).join('/');
  const before = readFileSync(path, 'utf8');
  const after = punctuate(name, before);
  if (after === before) continue;
  if (!isCheck) writeFileSync(path, after);
  const at = before.split('\n').findIndex((line, number) => line !== after.split('\n')[number]);
  console.log(`${name}:${at + 1} ${after.split('\n')[at].trim()}`);
}

function textsIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return textsIn(path);
    return /\.(ts|mjs|js|svelte|json|md|snap|css)$/.test(entry.name) ? [path] : [];
  });
}
