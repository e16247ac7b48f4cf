import { createHash, type Hash } from 'node:crypto';
import { canonicalJson } from '../../core/canonical-json.ts';
import { type ArchiveKind, archiveKinds, type ArchivePage } from '../storage/archive.ts';

/**
 * An archive: a head, which is one line of plain text, and behind it packed lines, sealed unless the head names
 * no key.
 *
 * | line   | holds                                                                                        |
 * |--------|----------------------------------------------------------------------------------------------|
 * | head   | `{"format":"manyi-archive-2", ...}`: of what, by which version, when, sealed with which key  |
 * | others | `["response",{...}]`: kind and row as canonical JSON, in the order of the storage            |
 * | last   | `{"digest":"...","rows":{...}}`: what must have come before it                               |
 *
 * The digest is of the rows alone, so the same data have the same digest on every engine and at every time.
 *
 * Files of the first format, `manyi-archive-1`, were packed from the head on and never sealed.
 */
export const archiveFormat = 'manyi-archive-2';
export const firstArchiveFormat = 'manyi-archive-1';

/** A key and the name it goes by. */
export interface ArchiveKey {
  readonly fingerprint: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

export interface ArchiveHead {
  readonly format: typeof archiveFormat | typeof firstArchiveFormat;
  readonly software: string;
  readonly createdAt: number;
  /** Unset: everything. */
  readonly programme?: string;
  /** Fingerprint of the key it is sealed with; unset: not sealed, so nothing proves who made it. */
  readonly key?: string;
  /** Fingerprint of the keys the hashes of its responses were made with; told by sealed and plain files alike. */
  readonly hashedWith?: string;
  /** Random, base64: no two files are sealed alike. */
  readonly salt?: string;
}
export type RowCounts = Partial<Record<ArchiveKind, number>>;
export interface ArchiveEnd {
  readonly digest: string;
  readonly rows: RowCounts;
}

/** A longer line is refused before it is read whole. The largest rows are releases of some megabytes. */
export const LONGEST_LINE = 64 * 1024 * 1024;

export function linesOf({ kind, rows }: ArchivePage): string {
  let text = '';
  for (const row of rows) {
    const line = canonicalJson([kind, row]);
    if (line.length > LONGEST_LINE) throw new Error(`A ${kind} is too large for an archive.`);
    text += `${line}\n`;
  }
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
