import { cp, symlink } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { build, type Plugin } from 'vite';
import { type Mutant, patched, type Patch } from './mutant.ts';

/** What to run of a mutant: the trials as they are on its server, or trials that were built with the patches in them. */
export interface BuiltMutant {
  readonly server?: string;
  readonly trials?: string;
}

/** Builds the server with the patches in it, and the page of residents where it is patched; or the trials. */
export async function buildMutant(mutant: Mutant, folder: string): Promise<BuiltMutant> {
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
  const requireApplied = () => {
    if (left.size > 0) throw new Error(`${mutant.name}: ${[...left][0]!.file} is not in the product`);
  };
  if (mutant.isInTrial) {
    const trials = join(folder, mutant.name, 'proof');
    await buildInto('proof', trials);
    requireApplied();
    return { trials: join(trials, 'trials.js') };
  }
  await buildInto('server', server);
  if (mutant.patches.some(({ file }) => file.startsWith('web/respond/'))) {
    await cp(resolve('dist', 'browser'), browser, { recursive: true });
    await buildInto('respond', browser);
  } else await symlink(resolve('dist', 'browser'), browser);
  requireApplied();
  return { server };
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
