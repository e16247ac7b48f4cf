import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { waveColumns } from '../../core/release/measure/wave-columns.ts';
import type { parseProgramme } from '../../core/programme/parse-programme.ts';
import type { Release } from '../../core/release/format-1/format-1.ts';

/** The parts of an earlier version that draft a release. */
export interface BuildOfBefore {
  readonly draftRelease: (input: object) => Release;
  readonly waveColumns: typeof waveColumns;
  readonly parseProgramme: typeof parseProgramme;
}

/**
 * Builds the drafting of a checkout of an earlier version, so that both are measured in one process, in turns.
 *
 * @param folder a checkout (`git worktree add <folder> <commit>`)
 */
export async function buildOfBefore(folder: string): Promise<BuildOfBefore> {
  if (!existsSync(join(folder, 'core', 'release', 'draft-release.ts'))) {
    throw new Error(`${folder} is no checkout of Manyi: git worktree add ${folder} <commit>`);
  }
  const { build } = await import('vite');
  const input = {
    draft: join(folder, 'core', 'release', 'draft-release.ts'),
    columns: join(folder, 'core', 'release', 'wave-columns.ts'),
    programme: join(folder, 'core', 'programme', 'parse-programme.ts'),
  };
  // Inside dist, so that the packages are found.
  const outDir = resolve('dist', 'before');
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rollupOptions: {
        input,
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  const part = async (name: string): Promise<object> =>
    (await import(pathToFileURL(join(outDir, `${name}.js`)).href)) as object;
  return {
    ...(await part('draft')),
    ...(await part('columns')),
    ...(await part('programme')),
  } as BuildOfBefore;
}
