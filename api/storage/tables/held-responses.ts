import type { HeldResponse } from '../verbs/holding.ts';
import type { ArchivedTable } from './table.ts';

export const heldResponses: ArchivedTable<HeldResponse, 'heldResponse'> = {
  name: 'held_responses',
  columns: {
    wave: 'text',
    key: 'text',
    batch: 'text',
    content: 'text',
    told: 'integer',
    sealed: 'text',
  },
  key: ['wave', 'key'],
  spread: 'byWave',
  archive: { kind: 'heldResponse', of: 'wave' },
  application: ['INSERT', 'UPDATE'],
  changes: { only: ['told'] },
};
