import type { AuditEvent } from '../audit-chain.ts';
import type { RecordOutcome } from './responses.ts';
import type { StoredResponse } from './stored-response.ts';
import type { Wave } from './waves.ts';

/** A file read in as one or several past waves; all of it becomes visible at once, or none. */
export interface StoredImport {
  readonly id: string;
  readonly programme: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly mappingHash: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly state: 'running' | 'done' | 'undone';
  readonly waves: readonly string[];
  readonly rows: number;
}
export interface ImportStorage {
  /** Creates the import as `running` and its waves as `importing`; `waveExists` names a wave id already taken. */
  beginImport(started: StoredImport, waves: readonly Wave[]): Promise<{ readonly waveExists?: string }>;
  /** Adds responses to waves of a running import. Outcomes as `recordResponses`. */
  addImportedResponses(importId: string, batch: readonly StoredResponse[]): Promise<readonly RecordOutcome[]>;
  /** All waves become `closed`, the import `done`. */
  finishImport(importId: string, rows: number, closedAt: number, event?: AuditEvent): Promise<void>;
  /** Removes the waves and responses, unless one is published. */
  undoImport(importId: string, event?: AuditEvent): Promise<'undone' | 'published' | 'unknown'>;
  imports(programme: string): Promise<readonly StoredImport[]>;
  import(id: string): Promise<StoredImport | undefined>;
}
