// npm run check: what can be said without running the product: types, lint, format, arrows and circles, documents,
// punctuation. What it learned is kept in node_modules/.cache/check, so the second time takes seconds.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { install, requireNode, root, say } from './prepare.mjs';

requireNode();
install();

const cache = join(root, 'node_modules', '.cache', 'check');
mkdirSync(cache, { recursive: true });
const bin = (name) => join(root, 'node_modules', '.bin', name);

const types = (name, project) => ({
  name,
  command: [
    bin('tsc'),
    ...['-p', project, '--pretty', '--incremental'],
    ...['--tsBuildInfoFile', join(cache, `${project.replaceAll('/', '-')}.tsbuildinfo`)],
  ],
});

/** The longest first, so that nothing long is left for the end. */
const steps = [
  {
    name: 'types of web',
    command: [
      bin('svelte-check'),
      ...['--tsconfig', 'web/tsconfig.json', '--fail-on-warnings', '--output', 'human'],
    ],
  },
  {
    name: 'lint',
    command: [
      bin('eslint'),
      ...['.', '--max-warnings', '0', '--color'],
      ...['--cache', '--cache-strategy', 'content', '--cache-location', join(cache, 'eslint')],
    ],
  },
  {
    name: 'format',
    command: [
      bin('prettier'),
      ...['--check', '--log-level', 'warn', '--cache', '--cache-location', join(cache, 'prettier'), '.'],
    ],
    remedy: 'npm run format',
  },
  types('types of e2e', 'e2e/tsconfig.json'),
  types('types of api', 'api/tsconfig.json'),
  types('types of the tests of core', 'core/tsconfig.test.json'),
  {
    name: 'arrows, documents, punctuation',
    command: [bin('vitest'), 'run', '--project', 'all', '--reporter', 'dot', 'e2e/house'],
    remedy:
      'npm run punctuation puts full-width marks; of the others each failure says what is missing where',
  },
  types('types of core, without Node and DOM', 'core/tsconfig.json'),
];

const began = Date.now();
const waiting = [...steps];
const failed = [];
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));
for (const { name, output, remedy } of failed) {
  say(`\n--- ${name}\n${output.trim()}`);
  if (remedy) say(`What to do: ${remedy}.`);
}
const seconds = ((Date.now() - began) / 1000).toFixed(1);
say(
  failed.length === 0
    ? `\nAll well, in ${seconds} s.`
    : `\n${failed.length} of ${steps.length} failed, in ${seconds} s.`,
);
process.exit(failed.length === 0 ? 0 : 1);

async function work() {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const start = Date.now();
    const { status, output } = await run(step.command);
    const time = ((Date.now() - start) / 1000).toFixed(1).padStart(5);
    say(`${status === 0 ? 'passed' : 'FAILED'} ${time} s  ${step.name}`);
    if (status !== 0) failed.push({ ...step, output });
  }
}

function run([command, ...parameters]) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, parameters, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
    child.on('error', (error) => resolve({ status: 1, output: error.message }));
    child.on('close', (status) => resolve({ status, output }));
  });
}
