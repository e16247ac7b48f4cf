import type { InvitationBatch } from '../verbs/invitations.ts';
import type { ArchivedTable } from './table.ts';

export const invitationBatches: ArchivedTable<InvitationBatch, 'invitationBatch'> = {
  name: 'invitation_batches',
  columns: {
    id: 'text',
    wave: 'text',
    name: 'text',
    stratum: 'text',
    primaryUnit: 'text',
    weight: 'real',
    createdAt: 'integer',
  },
  key: ['wave', 'id'],
  spread: 'byWave',
  archive: { kind: 'invitationBatch', of: 'wave' },
  application: ['INSERT'],
};
