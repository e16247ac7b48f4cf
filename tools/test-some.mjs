// npm run test:unit -- <part of a path> ...: these tests alone, with SQLite; npm run test:api: those that talk to the
// whole application, with PostgreSQL. What vitest takes (-t "words of a title", --watch) it takes too.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build, install, requireNode, root } from './prepare.mjs';

requireNode();
install();

const [project, ...given] = process.argv.slice(2);
if (needBuild(given.filter((word) => !word.startsWith('-')))) build();

const isWatching = given.includes('--watch');
const { status } = spawnSync(
  join(root, 'node_modules', '.bin', 'vitest'),
  [...(isWatching ? [] : ['run']), '--project', project, '--passWithNoTests=false', ...given],
  { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
);
process.exit(status ?? 1);

/** A few tests start the built server or its threads. They say so by importing built-script.ts. */
function needBuild(parts) {
  return ['api', 'core', 'web', 'surveys', 'e2e']
    .flatMap((folder) => testsIn(join(root, folder)))
    .filter((path) => parts.length === 0 || parts.some((part) => nameOf(path).includes(part)))
    .some((path) => readFileSync(path, 'utf8').includes('/built-script.ts'));
}

/** As people write it, on Windows too. */
function nameOf(path) {
  return relative(root, path).split(sep).join('/');
}

function testsIn(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => join(folder, path));
}
