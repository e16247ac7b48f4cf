import type { AuditEntry } from '../audit-chain.ts';
import type { ArchivedTable } from './table.ts';

export const auditEntries: ArchivedTable<AuditEntry, 'auditEntry'> = {
  name: 'audit_entries',
  columns: {
    number: 'integer',
    previous: 'text',
    hash: 'text',
    at: 'integer',
    actor: 'text',
    action: 'text',
    subject: 'text',
    details: 'text',
    seal: 'text',
  },
  key: ['number'],
  spread: 'whole',
  archive: { kind: 'auditEntry', of: 'platform' },
  application: ['INSERT'],
};
