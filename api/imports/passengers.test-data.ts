import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestManyi } from '../testing.ts';

/** Files of past answers of the airport, for the application of a test and in a folder of its own. */
export function passengers(manyi: () => TestManyi, folder: () => string) {
  const loaded = () => manyi().deps.programmes.get('airport-passengers')!;
  const mapping = () => loaded().mappings.get('sfo-2014-2018')!;

  /** A row that the mapping explains, with some cells changed. */
  function row(number: number, changes: Record<string, string> = {}): Record<string, string> {
    const columns = new Set([
      ...mapping().response,
      mapping().wave.column,
      mapping().mode.column,
      mapping().language.column,
      mapping().design.weight!,
      ...mapping().design.stratum!,
      ...mapping().design.primaryUnit!,
      ...Object.values(mapping().items).map(({ column }) => column),
    ]);
    const usual = (column: string) => {
      if (column === mapping().mode.column) return Object.keys(mapping().mode.codes)[0]!;
      if (column === mapping().language.column) return Object.keys(mapping().language.codes)[0]!;
      const item = Object.values(mapping().items).find((each) => each.column === column);
      if (!item) return '1';
      return String(item.range?.[1] ?? Object.keys(item.codes ?? {}).find((code) => code !== '0') ?? '');
    };
    return Object.fromEntries([...columns].map((column) => [column, changes[column] ?? usual(column)]));
  }

  const passenger = (number: number, changes: Record<string, string> = {}) =>
    row(number, {
      year: '2016',
      resp: String(number),
      run: String(number % 12),
      weight: '1.25',
      q7_all: String(1 + (number % 5)),
      ...changes,
    });

  async function file(rows: readonly Record<string, string>[]): Promise<string> {
    const path = join(folder(), 'answers.csv');
    const header = Object.keys(rows[0]!);
    const lines = [header, ...rows.map((each) => header.map((column) => each[column]!))];
    await writeFile(path, lines.map((cells) => cells.join(',')).join('\n'));
    return path;
  }

  const many = (count: number) => Array.from({ length: count }, (_, index) => passenger(index + 1));
  const waveIds = async () => (await manyi().deps.storage.waves('airport-passengers')).map(({ id }) => id);
  return { loaded, mapping, passenger, file, many, waveIds };
}
