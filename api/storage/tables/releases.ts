import type { StoredRelease } from '../verbs/releases.ts';
import type { ArchivedTable } from './table.ts';

export const releases: ArchivedTable<StoredRelease, 'release'> = {
  name: 'releases',
  columns: {
    hash: 'text',
    programme: 'text',
    wave: 'text',
    number: 'integer',
    publishedAt: 'integer',
    publishedBy: 'text',
    responses: 'integer',
    digest: 'text',
    sealed: 'text',
    exclusions: 'integer',
  },
  key: ['wave', 'number'],
  spread: 'byWave',
  archive: { kind: 'release', of: 'wave' },
  application: ['INSERT'],
};
