// npm run bench -- <names> [--quick]: figures of the built product beside floors and peers, in one run.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, install, requireNode, root } from './prepare.mjs';

requireNode();
install();
build();
const { build: bundle } = await import('vite');
await bundle({ root, mode: 'proof', configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });

const bench = spawn(process.execPath, [join(root, 'dist', 'proof', 'bench.js'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => bench.kill(signal));
bench.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
