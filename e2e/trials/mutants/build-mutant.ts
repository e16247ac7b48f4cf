import { cp, symlink } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { build, type Plugin } from 'vite';
import { type Mutant, patched, type Patch } from './mutant.ts';

/** Builds the server with the patches in it, and the page of residents where it is patched; returns the server's folder. */
export async function buildMutant(mutant: Mutant, folder: string): Promise<string> {
  const left = new Set(mutant.patches);
  const [server, browser] = ['server', 'browser'].map((part) => join(folder, mutant.name, part)) as [
    string,
    string,
  ];
  process.env['NODE_ENV'] = 'production';
  const buildInto = (mode: string, outDir: string) =>
    build({
      root: process.cwd(),
      mode,
      configFile: resolve('vite.config.ts'),
      logLevel: 'error',
      plugins: [patching(mutant.patches, left)],
      build: { outDir },
    });
  await buildInto('server', server);
  if (mutant.patches.some(({ file }) => file.startsWith('web/respond/'))) {
    await cp(resolve('dist', 'browser'), browser, { recursive: true });
    await buildInto('respond', browser);
  } else await symlink(resolve('dist', 'browser'), browser);
  if (left.size > 0) throw new Error(`${mutant.name}: ${[...left][0]!.file} is not in the product`);
  return server;
}

/** Takes from `left` what was applied. */
function patching(patches: readonly Patch[], left: Set<Patch>): Plugin {
  return {
    name: 'mutant',
    enforce: 'pre',
    transform(code, id) {
      const file = relative(process.cwd(), id).replaceAll('\\', '/');
      let text = code;
      for (const patch of patches) {
        if (patch.file !== file) continue;
        text = patched(text, patch);
        left.delete(patch);
      }
      return text === code ? null : text;
    },
  };
}
