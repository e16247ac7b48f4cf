import type { ResponseCount } from '../verbs/responses.ts';
import type { Table } from './table.ts';

export const responseCounts: Table<ResponseCount> = {
  name: 'response_counts',
  columns: {
    channel: 'text',
    disposition: 'text',
    area: 'text',
    isLate: 'boolean',
    count: 'integer',
  },
  besides: { wave: 'whoever asks names it', slot: 'keeps connections out of each other’s way' },
  spread: 'byWave',
  archive: { no: 'counted anew as the responses are put back' },
  application: ['INSERT', 'UPDATE'],
  changes: { only: ['count'] },
};
