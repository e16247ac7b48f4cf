import type { AuditEntry, AuditEvent } from '../audit-chain.ts';

/** An append-only chain of what people answer for. The engine refuses to change or remove an entry. */
export interface AuditStorage {
  appendAudit(event: AuditEvent): Promise<AuditEntry>;
  /** Entries with a number above `number`, in order. */
  auditAfter(number: number, limit: number): Promise<readonly AuditEntry[]>;
  lastAudit(): Promise<AuditEntry | undefined>;
  /** The newest first, of those that are all the filter says. */
  auditBack(filter: AuditFilter, limit: number): Promise<readonly AuditEntry[]>;
}

/** Every part that is there must be so. */
export interface AuditFilter {
  readonly actor?: string;
  readonly action?: string;
  /** One of these, of which there may be many; none: no entry. */
  readonly subjects?: readonly string[];
  /** Milliseconds since 1970: not before, and before. */
  readonly from?: number;
  readonly to?: number;
  /** Below this number. */
  readonly below?: number;
}
