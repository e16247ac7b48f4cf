import type { Table } from './table.ts';

/** One count under a hashed key; the same may be there twice. */
export interface Counted {
  readonly key: string;
  readonly at: number;
}

export const counted: Table<Counted> = {
  name: 'counted',
  columns: {
    key: 'text',
    at: 'integer',
  },
  spread: 'whole',
  archive: { no: 'forgotten after a day' },
  application: ['INSERT', 'UPDATE', 'DELETE'],
};
