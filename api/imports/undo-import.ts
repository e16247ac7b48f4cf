import { auditEvent, type Doer } from '../access/audit-event.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import type { StoredImport } from '../storage/storage.ts';
import type { ImportProgress } from './import-progress.ts';

/** Removes everything an import brought, as long as nothing of it was published. */
export async function undoImport(deps: Pick<Deps, 'storage' | 'clock'>, id: string, by: Doer): Promise<void> {
  const outcome = await deps.storage.undoImport(id, auditEvent(deps, by, 'importUndone', id));
  if (outcome === 'published') throw new Problem('published');
  if (outcome === 'unknown') throw new Problem('notFound');
}

/** An import takes minutes; one that has been under way for longer than this was interrupted. */
export const LONGEST_IMPORT_MILLISECONDS = 60 * 60_000;

/**
 * Imports that were under way when their process ended: their rows were never visible, and go. Where several
 * processes share the database, one that began lately may be another's, and stays.
 */
export async function undoInterruptedImports(
  deps: Pick<Deps, 'storage' | 'log' | 'clock'>,
  programmes: Iterable<string>,
): Promise<void> {
  for (const programme of programmes) {
    for (const { id, state, createdAt } of await deps.storage.imports(programme)) {
      if (state !== 'running') continue;
      const isOld = deps.clock() - createdAt > LONGEST_IMPORT_MILLISECONDS;
      if (deps.storage.engine === 'postgres' && !isOld) continue;
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
