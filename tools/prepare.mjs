// What `npm start` and `npm test` need before anything else: the right Node, the packages, the build.
// It runs before anything is installed, so it uses nothing but Node.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = ['api', 'core', 'web', 'package-lock.json', 'vite.config.ts', 'tools/build.mjs'];

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`Node ${process.versions.node} is too old: install Node 20.19 or newer (22 and 24 work too).`);
}

/** Installs the packages of the lock file, unless they are there already. */
export function install() {
  const mark = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(mark) && statSync(mark).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return;
  say('Installing packages (about a minute; better-sqlite3 may be compiled) ...');
  run(
    'npm',
    ['ci', '--no-audit', '--no-fund'],
    'The packages could not be installed; see above. A C++ compiler, make and python3 are needed where better-sqlite3 has no ready-made binary.',
  );
  // npm keeps the time of its own writing; ours says "as new as this lock file".
  const text = readFileSync(mark);
  writeFileSync(mark, text);
}

/** Builds into dist/, unless nothing has changed since the last time. */
export function build() {
  const mark = join(root, 'dist', '.built');
  if (existsSync(mark) && statSync(mark).mtimeMs >= newest(sources.map((source) => join(root, source))))
    return;
  say('Building ...');
  run(process.execPath, [join(root, 'tools', 'build.mjs')], 'The build failed; see above.');
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, '');
}

function newest(paths) {
  let latest = 0;
  for (const path of paths) {
    const stats = statSync(path);
    if (!stats.isDirectory()) latest = Math.max(latest, stats.mtimeMs);
    else latest = Math.max(latest, newest(readdirSync(path).map((name) => join(path, name))));
  }
  return latest;
}

function run(command, parameters, explanation) {
  const { status, error } = spawnSync(command, parameters, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) fail(`${command} could not be started: ${error.message}`);
  if (status !== 0) fail(explanation);
}

export function say(text) {
  console.log(text);
}

export function fail(text) {
  console.error(text);
  process.exit(1);
}
