import type { StoredResponse } from '../verbs/stored-response.ts';
import type { ArchivedTable } from './table.ts';

const place = 'the order of storing is made anew; an archive must not tell it';

export const responses: ArchivedTable<StoredResponse, 'response'> = {
  name: 'responses',
  columns: {
    wave: 'text',
    id: 'text',
    questionnaire: 'text',
    contentHash: 'text',
    recordHash: 'text',
    channel: 'text',
    mode: 'text',
    language: 'text',
    disposition: 'text',
    area: 'text',
    localDay: 'text',
    isLate: 'boolean',
    durationBand: 'text',
    weight: 'real',
    stratum: 'text',
    primaryUnit: 'text',
    formProbability: 'real',
    answers: 'text',
  },
  besides: { sequence: place, transaction_id: place },
  key: ['wave', 'id'],
  spread: 'byWave',
  archive: { kind: 'response', of: 'wave' },
  application: ['INSERT', 'UPDATE'],
  // A trigger lets it through once, for a response of before there were any.
  changes: { only: ['recordHash'] },
};
