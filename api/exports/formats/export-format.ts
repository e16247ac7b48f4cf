import type { ResponseTable } from '../table.ts';

/** The contract of a format for responses; `export-formats.contract.test.ts` holds every format to it. */
export interface ExportFormat {
  readonly contentType: string;
  /** What help says of it. */
  readonly called: string;
  /**
   * The file, a piece for each page of the table, so that memory does not grow with it. The same table gives the same
   * bytes, however it is cut into pages; a row stands behind the row before it, and every value, and every reason why
   * there is none, can be read out of it again.
   */
  readonly write: (table: ResponseTable) => AsyncGenerator<Uint8Array>;
}
