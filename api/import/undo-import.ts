import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import type { StoredImport } from '../storage/storage.ts';
import type { ImportProgress } from './import-progress.ts';

/** Removes everything an import brought, as long as nothing of it was published. */
export async function undoImport(deps: Pick<Deps, 'storage'>, id: string): Promise<void> {
  const outcome = await deps.storage.undoImport(id);
  if (outcome === 'published') throw new Problem('published');
  if (outcome === 'unknown') throw new Problem('notFound');
}

/** Imports that were under way when the server stopped: their rows were never visible, and go. */
export async function undoUnfinishedImports(
  deps: Pick<Deps, 'storage' | 'log'>,
  programmes: Iterable<string>,
): Promise<void> {
  for (const programme of programmes) {
    for (const { id, state } of await deps.storage.imports(programme)) {
      if (state !== 'running') continue;
      await deps.storage.undoImport(id);
      deps.log.warn({ import: id }, 'removed what an interrupted import left behind');
    }
  }
}

/** An import of the past, in the form in which a running one reports. */
export function finishedProgress({ id, fileName, state, rows, waves }: StoredImport): ImportProgress {
  return {
    id,
    fileName,
    state: state === 'running' ? 'storing' : state,
    rowsRead: rows,
    rowsStored: state === 'undone' ? 0 : rows,
    rowsTotal: rows,
    problems: [],
    waves,
  };
}
