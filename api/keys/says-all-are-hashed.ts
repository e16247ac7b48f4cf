import type { AuditEntry } from '../storage/audit-chain.ts';

/**
 * Whether this entry of the audit chain says that no response without a record hash is one of before: it was noted, or
 * the database was made by a version that knew no others. One that began with a restored archive may hold some.
 */
export function saysAllAreHashed({ number, action, seal }: AuditEntry): boolean {
  return action === 'responsesHashed' || (number === 1 && seal !== undefined && action !== 'archiveRestored');
}
