import type { StoredInvitation } from '../verbs/invitations.ts';
import type { ArchivedTable } from './table.ts';

export const invitations: ArchivedTable<StoredInvitation, 'invitation'> = {
  name: 'invitations',
  columns: {
    wave: 'text',
    tokenHash: 'text',
    batch: 'text',
    isUsed: 'boolean',
  },
  key: ['wave', 'tokenHash'],
  spread: 'byWave',
  archive: { kind: 'invitation', of: 'wave' },
  application: ['INSERT', 'UPDATE'],
  changes: { only: ['isUsed'] },
};
