import type { Exclusion } from '../verbs/exclusions.ts';
import type { ArchivedTable } from './table.ts';

export const exclusions: ArchivedTable<Exclusion, 'exclusion'> = {
  name: 'exclusions',
  columns: {
    wave: 'text',
    id: 'text',
    reason: 'text',
    responses: 'text',
    state: 'text',
    askedAt: 'integer',
    askedBy: 'text',
    decidedAt: 'integer',
    decidedBy: 'text',
  },
  key: ['wave', 'id'],
  spread: 'byWave',
  archive: { kind: 'exclusion', of: 'wave' },
  application: ['INSERT', 'UPDATE'],
  changes: { only: ['state', 'decidedAt', 'decidedBy'] },
};
