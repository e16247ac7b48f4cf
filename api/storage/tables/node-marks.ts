import type { Table } from './table.ts';

/** What a node wrote last, to see that it can. */
export interface NodeMark {
  readonly node: string;
  readonly at: number;
}

export const nodeMarks: Table<NodeMark> = {
  name: 'node_marks',
  columns: {
    node: 'text',
    at: 'integer',
  },
  key: ['node'],
  spread: 'whole',
  archive: { no: 'of processes that run now' },
  application: ['INSERT', 'UPDATE'],
};
