import type { Table } from './table.ts';

/** One of the waves an import filled, which it names also when they were undone. */
export interface ImportWave {
  readonly import: string;
  readonly wave: string;
  /** From 0 on. */
  readonly position: number;
}

export const importWaves: Table<ImportWave> = {
  name: 'import_waves',
  columns: {
    import: 'text',
    wave: 'text',
    position: 'integer',
  },
  key: ['import', 'wave'],
  spread: 'whole',
  archive: { within: 'import' },
  application: ['INSERT'],
};
