import { csv } from './csv.ts';
import type { ExportFormat } from './export-format.ts';
import { jsonLines } from './json-lines.ts';

/** Every format, by what follows the dot in an address and a file's name. A new one is a file, and a line here. */
export const exportFormats = { csv, jsonl: jsonLines } as const satisfies Readonly<
  Record<string, ExportFormat>
>;

export type ExportFormatName = keyof typeof exportFormats;

export const exportFormatNames = Object.keys(exportFormats) as readonly ExportFormatName[];
