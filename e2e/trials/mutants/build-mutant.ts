import { symlink } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { build, type Plugin } from 'vite';
import { type Mutant, patched, type Patch } from './mutant.ts';

/** Builds the server with the patches in it; returns the folder it lies in. */
export async function buildMutant(mutant: Mutant, folder: string): Promise<string> {
  const left = new Set(mutant.patches);
  const server = join(folder, mutant.name, 'server');
  process.env['NODE_ENV'] = 'production';
  await build({
    root: process.cwd(),
    mode: 'server',
    configFile: resolve('vite.config.ts'),
    logLevel: 'error',
    plugins: [patching(left)],
    build: { outDir: server },
  });
  if (left.size > 0) throw new Error(`${mutant.name}: ${[...left][0]!.file} is not in the server`);
  await symlink(resolve('dist', 'browser'), join(folder, mutant.name, 'browser'));
  return server;
}

/** Takes from `left` what was applied. */
function patching(left: Set<Patch>): Plugin {
  return {
    name: 'mutant',
    enforce: 'pre',
    transform(code, id) {
      const file = relative(process.cwd(), id).replaceAll('\\', '/');
      let text = code;
      for (const patch of [...left]) {
        if (patch.file !== file) continue;
        text = patched(text, patch);
        left.delete(patch);
      }
      return text === code ? null : text;
    },
  };
}
