// npm run golden -- <folder>: the functions of core beside reference numbers from R, case by case.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { install, requireNode, root } from './prepare.mjs';

requireNode();
install();
const { build: bundle } = await import('vite');
await bundle({ root, mode: 'golden', configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
const { status } = spawnSync(
  process.execPath,
  ['--enable-source-maps', join(root, 'dist', 'golden', 'golden.js'), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);
process.exit(status ?? 1);
