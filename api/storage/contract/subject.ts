import { afterEach, beforeEach } from 'vitest';
import type { Storage } from '../storage.ts';

export type ColumnsByTable = Readonly<Record<string, readonly string[]>>;
/** The columns of each unique key, in no order. */
export type KeysByTable = Readonly<Record<string, readonly (readonly string[])[]>>;

/** An empty storage of the engine under test. */
export interface OpenedStorage {
  readonly storage: Storage;
  /** The columns of each table, as the schema has them. */
  columnsByTable(): Promise<ColumnsByTable>;
  uniqueKeysByTable(): Promise<KeysByTable>;
  /** Closes it and opens it again on what it kept. */
  reopen(): Promise<Storage>;
  /** Closes it and throws its data away. */
  close(): Promise<void>;
}
export type OpenEmptyStorage = () => Promise<OpenedStorage>;

/** The storage a test is about: a new, empty one for each. */
export interface Subject {
  readonly storage: Storage;
  columnsByTable(): Promise<ColumnsByTable>;
  uniqueKeysByTable(): Promise<KeysByTable>;
  reopen(): Promise<void>;
}

export function freshForEachTest(open: OpenEmptyStorage): Subject {
  let opened: OpenedStorage;
  let storage: Storage;
  beforeEach(async () => {
    opened = await open();
    storage = opened.storage;
  });
  afterEach(() => opened.close());
  return {
    get storage() {
      return storage;
    },
    columnsByTable: () => opened.columnsByTable(),
    uniqueKeysByTable: () => opened.uniqueKeysByTable(),
    async reopen() {
      storage = await opened.reopen();
    },
  };
}
