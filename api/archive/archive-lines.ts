import { createHash, type Hash } from 'node:crypto';
import { canonicalJson } from '../../core/canonical-json.ts';
import { type ArchiveKind, archiveKinds, type ArchivePage } from '../storage/archive.ts';

/**
 * An archive as lines of text:
 *
 * | line   | holds                                                                             |
 * |--------|-----------------------------------------------------------------------------------|
 * | first  | `{"format":"manyi-archive-1", ...}`: of what, by which version, when              |
 * | others | `["response",{...}]`: kind and row as canonical JSON, in the order of the storage |
 * | last   | `{"digest":"...","rows":{...}}`: what must have come before it                     |
 *
 * The digest is of the rows alone, so the same data have the same digest on every engine and at every time.
 */
export const archiveFormat = 'manyi-archive-1';

export interface ArchiveHead {
  readonly format: typeof archiveFormat;
  readonly software: string;
  readonly createdAt: number;
  /** Unset: everything. */
  readonly programme?: string;
}
export type RowCounts = Partial<Record<ArchiveKind, number>>;
export interface ArchiveEnd {
  readonly digest: string;
  readonly rows: RowCounts;
}

export function linesOf({ kind, rows }: ArchivePage): string {
  let text = '';
  for (const row of rows) text += `${canonicalJson([kind, row])}\n`;
  return text;
}

/** Counts and hashes rows as they pass. */
export class ArchiveTally {
  readonly rows: RowCounts = {};
  readonly #hash: Hash = createHash('sha256');

  add(kind: ArchiveKind, count: number, lines: string): void {
    this.rows[kind] = (this.rows[kind] ?? 0) + count;
    this.#hash.update(lines, 'utf8');
  }

  end(): ArchiveEnd {
    return { digest: this.#hash.digest('hex'), rows: this.rows };
  }
}

/** `12 waves, 3 releases` in the order of an archive. */
export function describeRows(rows: RowCounts): string {
  const described = archiveKinds.flatMap((kind) => (rows[kind] ? [`${kind} ${rows[kind]}`] : []));
  return described.length > 0 ? described.join(', ') : 'nothing';
}
