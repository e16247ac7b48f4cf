import type { ArchiveKind, ArchiveKinds } from '../storage/archive.ts';
import type { Storage } from '../storage/storage.ts';
import type { Keys } from '../keys/keys.ts';

/** One kind of check: looks at what is kept, row by row in the order of an archive. */
export interface Check {
  readonly name: string;
  /** What is counted as examined. */
  readonly of: ArchiveKind;
  readonly see: { readonly [Kind in ArchiveKind]?: (row: ArchiveKinds[Kind]) => void };
  /** What only the whole shows. */
  readonly conclude?: () => void;
  /** What is not in an archive, because it must not tell it. */
  readonly afterwards?: (storage: Storage) => Promise<void>;
}

export interface Given {
  readonly auditHead: string | undefined;
  readonly keys: Keys;
  /** Whether no response without a record hash is taken for one of before any more. */
  readonly hasAllHashes: boolean;
  /** Whether the file of keys says that the audit chain bears seals. */
  readonly isAuditSealed: boolean;
}

/** @param complain is told what is wrong, in a sentence */
export type Begin = (complain: (fault: string) => unknown, given: Given) => Check;

/** After so many faults of one kind more of them tell nothing new. */
export const MOST_FAULTS = 20;
