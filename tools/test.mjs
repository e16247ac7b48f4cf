// npm test: everything, on a fresh clone too. Every step runs even when one fails; the last lines sum up.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { build, install, requireNode, root, say } from './prepare.mjs';

requireNode();
install();

const bin = (name) => join(root, 'node_modules', '.bin', name);
const results = [];
/** Those that take seconds; `npm run trials` has them all. */
const trialsOfSeconds = [
  'kill',
  'stop',
  'migration',
  'same-again',
  'closing',
  'scripts',
  'formulas',
  'injection',
  'outbound',
  'flood',
  'phone',
  'retention',
  'frozen',
  'releases',
  'attacker',
  'linker',
  'backup',
  'two-nodes',
  'failover',
  'coverage',
];

function step(name, command, parameters, env = {}) {
  say(`\n--- ${name}`);
  const began = Date.now();
  const { status } = spawnSync(command, parameters, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  results.push({ name, passed: status === 0, seconds: (Date.now() - began) / 1000 });
}

step('format', bin('prettier'), ['--check', '--log-level', 'warn', '.']);
step('types of core', bin('tsc'), ['-p', 'core/tsconfig.json']);
step('types of the tests of core', bin('tsc'), ['-p', 'core/tsconfig.test.json']);
step('types of api', bin('tsc'), ['-p', 'api/tsconfig.json']);
step('types of web', bin('svelte-check'), ['--tsconfig', 'web/tsconfig.json', '--fail-on-warnings']);
step('types of the journeys', bin('tsc'), ['-p', 'e2e/tsconfig.json']);
step('lint', bin('eslint'), ['.', '--max-warnings', '0']);
build();
step('unit and API', bin('vitest'), ['run']);
const browser = await findBrowser();
step('short trials', process.execPath, [join(root, 'tools', 'trials.mjs'), '--short', ...trialsOfSeconds]);
step('trials that can fail', process.execPath, [join(root, 'tools', 'trials.mjs'), '--short', 'mutants']);
if (browser) {
  step('journeys in the browser', bin('playwright'), ['test'], { MANYI_BROWSER: browser });
} else {
  say('\nNo browser could be found or installed: install Chromium, or set MANYI_BROWSER to one.');
  results.push({ name: 'journeys in the browser', passed: false, seconds: 0 });
}

say('');
for (const { name, passed, seconds } of results) {
  say(`${passed ? 'passed' : 'FAILED'}  ${seconds.toFixed(1).padStart(6)} s  ${name}`);
}
process.exit(results.every(({ passed }) => passed) ? 0 : 1);
