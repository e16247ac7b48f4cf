// npm run trials [-- --short] [names...]: the promises of e2e/trials, tried on the built product.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { browserHere } from './browser.mjs';
import { build, install, requireNode, root } from './prepare.mjs';

requireNode();
install();
build();
const { build: bundle } = await import('vite');
await bundle({ root, mode: 'proof', configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });

const { chromium } = await import('@playwright/test');
const browser = browserHere(chromium);
const trials = spawn(
  process.execPath,
  ['--enable-source-maps', join(root, 'dist', 'proof', 'trials.js'), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ...(browser ? { MANYI_BROWSER: browser } : {}) } },
);
// The terminal sends Ctrl-C to both; this process outlives the trials, which clean up after themselves.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => trials.kill(signal));
trials.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
