import type { Table } from './table.ts';

/** A hashed place somebody signed in from. */
export interface KnownPlace {
  readonly user: string;
  readonly place: string;
  readonly usedAt: number;
}

export const knownPlaces: Table<KnownPlace> = {
  name: 'known_places',
  columns: {
    user: 'text',
    place: 'text',
    usedAt: 'integer',
  },
  key: ['user', 'place'],
  spread: 'whole',
  archive: { no: 'after a restore people sign in again, and the places are known again' },
  application: ['INSERT', 'UPDATE', 'DELETE'],
};
