import type { Answer, Answers } from '../questionnaire/answer.ts';
import { typeOf, type Item } from '../questionnaire/question-types/question-types.ts';
import { itemsOfQuestionnaire, type Questionnaire } from '../questionnaire/questionnaire.ts';
import { areaOf } from '../questionnaire/routing.ts';
import type { ColumnMapping, ImportMapping } from './import-mapping.ts';

/** One row of a past survey's file as a response. */
export interface MappedRow {
  readonly answers: Answers;
  readonly area?: string;
  readonly weight?: number;
  readonly stratum?: string;
  readonly primaryUnit?: string;
  readonly mode: string;
  readonly language: string;
  /** A key of `mapping.wave.waves`. */
  readonly waveKey: string;
  /** The cells that together name the response in its file. */
  readonly idParts: readonly string[];
  readonly problems?: undefined;
}

/** What keeps a row from being a response: a sentence for each cell concerned. */
export interface UnmappableRow {
  readonly problems: readonly string[];
}

/**
 * Reads a row by a mapping that `parseImportMapping` has accepted. Nothing is guessed: a column that is not
 * there and a cell the mapping does not explain are problems of the row, all told at once.
 *
 * @example
 * mapRow(mapping, questionnaire, { year: '2016', resp: '7', q7_all: '9' });
 * // { problems: ['q7_all: "9" is explained neither by codes nor by the range 1-5'] }
 */
export function mapRow(
  mapping: ImportMapping,
  questionnaire: Questionnaire,
  row: Readonly<Record<string, string>>,
): MappedRow | UnmappableRow {
  const problems: string[] = [];
  const cell = (column: string): string => {
    const value = Object.hasOwn(row, column) ? row[column]!.trim() : undefined;
    if (value === undefined) problems.push(`${column}: the file has no such column`);
    return value ?? '';
  };
  const named = (column: string): string => {
    const value = cell(column);
    if (value === '' && Object.hasOwn(row, column)) problems.push(`${column}: is empty`);
    return value;
  };
  const coded = ({ column, codes }: ImportMapping['mode']): string => {
    const value = cell(column);
    if (Object.hasOwn(codes, value)) return codes[value]!;
    if (Object.hasOwn(row, column)) problems.push(`${column}: "${shorten(value)}" is not among its codes`);
    return '';
  };

  const waveKey = cell(mapping.wave.column);
  if (Object.hasOwn(row, mapping.wave.column) && !Object.hasOwn(mapping.wave.waves, waveKey)) {
    problems.push(`${mapping.wave.column}: "${shorten(waveKey)}" is none of the waves`);
  }
  const answers: Record<string, Answer> = {};
  for (const item of itemsOfQuestionnaire(questionnaire)) {
    const source = Object.hasOwn(mapping.items, item.name) ? mapping.items[item.name] : undefined;
    if (!source) continue;
    const value = cell(source.column);
    if (!Object.hasOwn(row, source.column)) continue;
    const read = readCell(source, item, value);
    if (read.problem !== undefined) problems.push(`${source.column}: ${read.problem}`);
    else if (read.answer !== undefined) answers[item.name] = read.answer;
  }
  const { weight: weightColumn, stratum, primaryUnit } = mapping.design;
  const weight = weightColumn === undefined ? undefined : Number(cell(weightColumn) || NaN);
  if (weightColumn !== undefined && Object.hasOwn(row, weightColumn) && !isWeight(weight)) {
    problems.push(`${weightColumn}: "${shorten(row[weightColumn]!)}" is no weight; it must be above 0`);
  }
  const area = areaOf(questionnaire, answers);
  const mapped: MappedRow = {
    answers,
    ...(area !== undefined && { area }),
    ...(weight !== undefined && { weight }),
    ...(stratum && { stratum: stratum.map(named).join('/') }),
    ...(primaryUnit && { primaryUnit: primaryUnit.map(named).join('/') }),
    mode: coded(mapping.mode),
    language: coded(mapping.language),
    waveKey,
    idParts: mapping.response.map(named),
  };
  return problems.length > 0 ? { problems: [...new Set(problems)] } : mapped;
}

type ReadCell =
  { readonly answer: Answer | undefined; readonly problem?: undefined } | { readonly problem: string };

function readCell({ codes = {}, range, asTyped }: ColumnMapping, item: Item, value: string): ReadCell {
  if (Object.hasOwn(codes, value)) return { answer: codes[value] ?? undefined };
  if (asTyped && value !== '') {
    const answer = typeOf(item).fromFields(item, [value]);
    if (typeOf(item).check(item, answer) === undefined) return { answer };
    return { problem: `"${shorten(value)}" is no answer to "${item.name}"` };
  }
  const number = /^-?\d{1,15}(\.\d{1,15})?$/.test(value) ? Number(value) : NaN;
  if (range && number >= range[0] && number <= range[1]) {
    if (typeOf(item).check(item, number) === undefined) return { answer: number };
    return { problem: `${value} is no answer to "${item.name}"` };
  }
  const explained = range ? `neither by codes nor by the range ${range[0]}-${range[1]}` : 'by no code';
  return { problem: `"${shorten(value)}" is explained ${explained}` };
}

function isWeight(weight: number | undefined): boolean {
  return weight !== undefined && Number.isFinite(weight) && weight > 0;
}

const shorten = (value: string) => (value.length > 40 ? `${value.slice(0, 40)}...` : value);
