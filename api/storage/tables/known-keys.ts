import type { Table } from './table.ts';

/** By what the file of keys is known again; one row. */
export interface KnownKeys {
  readonly place: 1;
  readonly fingerprint: string;
  /** No response without a record hash is taken for one of before any more. */
  readonly hasAllHashes: boolean;
}

export const knownKeys: Table<KnownKeys> = {
  name: 'known_keys',
  columns: {
    place: 'integer',
    fingerprint: 'text',
    hasAllHashes: 'boolean',
  },
  key: ['place'],
  spread: 'whole',
  archive: { no: 'of the file of keys beside this database' },
  application: ['INSERT', 'UPDATE'],
  changes: { only: ['hasAllHashes'] },
};
