// What every command of package.json needs before anything else: the right Node, the packages, the build.
// It runs before anything is installed, so it uses nothing but Node.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { missingTools, whatIsMissing } from './compiled-here/missing-tools.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = ['api', 'core', 'web', 'package-lock.json', 'vite.config.ts', 'tools/build.mjs'];

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`Node ${process.versions.node} is too old: install Node 24 (20.19 is the oldest that works).`);
}

/** Installs the packages of the lock file for the Node that runs, unless they are there already. */
export function install() {
  const mark = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(mark) && statSync(mark).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) {
    if (!opensDatabase()) compile();
    return;
  }
  requireTools();
  say('Installing packages (about two minutes, most of it better-sqlite3, which is compiled here) ...');
  run(
    'npm',
    ['ci', '--no-audit', '--no-fund'],
    'The packages could not be installed; see above. Nothing was built.',
    environmentOfNpm(),
  );
  // npm keeps the time of its own writing; ours says "as new as this lock file".
  const text = readFileSync(mark);
  writeFileSync(mark, text);
}

/** A module compiled for another Node is there and of no use. */
function opensDatabase() {
  const program = "new (require('better-sqlite3'))(':memory:').close()";
  return spawnSync(process.execPath, ['-e', program], { cwd: root, stdio: 'ignore' }).status === 0;
}

function compile() {
  requireTools();
  say(`Compiling better-sqlite3 for Node ${process.versions.node} (about a minute) ...`);
  run(
    'npm',
    ['rebuild', 'better-sqlite3'],
    'better-sqlite3 could not be compiled; see above.',
    environmentOfNpm(),
  );
  if (!opensDatabase())
    fail('better-sqlite3 was compiled and does not load. Remove node_modules and try again.');
}

function requireTools() {
  const missing = missingTools();
  if (missing.length > 0) fail(whatIsMissing(missing));
}

/** The compiler is given the headers that came with this Node; only without them npm fetches and checks some. */
function environmentOfNpm() {
  const environment = { ...process.env, PATH: `${dirname(process.execPath)}${pathMark}${process.env.PATH}` };
  const beside = join(dirname(process.execPath), '..');
  const fitting = [process.env.npm_config_nodedir, beside].find((place) => place && hasHeaders(place));
  delete environment.npm_config_nodedir;
  return fitting ? { ...environment, npm_config_nodedir: fitting } : environment;
}

const pathMark = process.platform === 'win32' ? ';' : ':';

function hasHeaders(place) {
  const path = join(place, 'include', 'node', 'node_version.h');
  const found = existsSync(path) && /^#define NODE_MODULE_VERSION (\d+)/m.exec(readFileSync(path, 'utf8'));
  return Boolean(found) && found[1] === process.versions.modules;
}

/** Builds into dist/, unless nothing has changed since the last time. */
export function build() {
  const mark = join(root, 'dist', '.built');
  if (existsSync(mark) && statSync(mark).mtimeMs >= newest(sources.map((source) => join(root, source))))
    return;
  say('Building ...');
  run(process.execPath, [join(root, 'tools', 'build.mjs')], 'The build failed; see above.');
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

function run(command, parameters, explanation, env = process.env) {
  const { status, error } = spawnSync(command, parameters, {
    cwd: root,
    stdio: 'inherit',
    env,
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
