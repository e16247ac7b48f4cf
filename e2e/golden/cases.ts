import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Tolerance } from './compare.ts';

export interface ReferenceCase {
  readonly id: string;
  readonly r: string;
  readonly note: string | null;
  readonly tolerance?: string | null;
  readonly expected: unknown;
}
export interface ReferenceFile {
  readonly name: string;
  readonly tolerance?: string;
  readonly design: unknown;
  readonly cases: readonly ReferenceCase[];
}

/** What the product gives for a case, and which keys of the reference it does not give, and why. */
export interface Answer {
  readonly values: unknown;
  readonly without?: Readonly<Record<string, string>>;
  /** Instead of the file's, and why. */
  readonly tolerance?: Tolerance;
  readonly because?: string;
}
export type Run = (expected: never) => Answer | { readonly skipped: string };
export type Suite = (folder: string) => Readonly<Record<string, Run>>;

/** A table: texts as they stand, numbers as numbers, and NaN where there is nothing. */
export interface Table {
  readonly rowCount: number;
  readonly text: (column: string) => readonly string[];
  readonly numbers: (column: string) => Float64Array;
}

export function readTable(folder: string, file: string): Table {
  const rows = parse(readFileSync(join(folder, file)), { columns: true, bom: true }) as Record<
    string,
    string
  >[];
  const column = (name: string) => {
    if (rows[0]?.[name] === undefined) throw new Error(`${file} has no column ${name}`);
    return rows.map((row) => row[name]!);
  };
  return {
    rowCount: rows.length,
    text: column,
    numbers: (name) =>
      Float64Array.from(column(name), (value) => (value === '' || value === 'NA' ? NaN : Number(value))),
  };
}

/** "relative 1e-8 unless ...", "absolute 2e-6", "1e-4", "relative 10% (Monte-Carlo)". */
export function toleranceOf(text: string | null | undefined): Tolerance | undefined {
  if (text === null || text === undefined) return undefined;
  const amounts = [...text.matchAll(/(relative|absolute)?\s*([\d.]+(?:e-?\d+)?)(%?)/g)];
  const tolerance = { relative: 0, absolute: 1e-12 };
  for (const [, kind = 'relative', amount, percent] of amounts) {
    tolerance[kind as keyof Tolerance] = Number(amount) / (percent ? 100 : 1);
  }
  return tolerance;
}
