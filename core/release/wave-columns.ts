import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../canonical-json.ts';
import type { Answers } from '../questionnaire/answer.ts';
import { codesOf } from '../questionnaire/coding.ts';
import { itemsOfQuestionnaire, type Questionnaire } from '../questionnaire/questionnaire.ts';
import { typeOf } from '../questionnaire/question-types/question-types.ts';
import type { Variable } from '../questionnaire/question-types/question-type.ts';
import { flagsOf } from '../questionnaire/routing.ts';

/** One response as estimation sees it, whatever engine kept it. */
export interface ResponseRow {
  readonly id: string;
  readonly contentHash: string;
  readonly mode: string;
  readonly area?: string;
  /** The design; a response without a weight counts 1, one without a primary unit is its own. */
  readonly weight?: number;
  readonly stratum?: string;
  readonly primaryUnit?: string;
  readonly answers: Answers;
}

/** The answers to one variable, a code each (see `estimation/coded-column.ts`). */
export interface VariableColumn {
  readonly variable: Exclude<Variable, { readonly kind: 'text' }>;
  readonly codes: Int16Array | Float64Array;
}

/** A wave as columns of numbers: what all figures are computed from. */
export interface WaveColumns {
  readonly rowCount: number;
  /** By variable name. */
  readonly variables: ReadonlyMap<string, VariableColumn>;
  readonly weights: Float64Array;
  readonly strata: readonly string[];
  readonly primaryUnits: readonly string[];
  /** Area code of each row; `''` where it is not known. */
  readonly areas: readonly string[];
  /** 1 where the response raised at least one flag. */
  readonly isFlagged: Uint8Array;
  readonly byMode: Readonly<Record<string, number>>;
  /** SHA-256 over all rows in order of their ids: two data sets with one digest are one data set. */
  readonly digest: string;
}

/**
 * Lays responses out in columns, in the binary order of their ids: the order they arrived in, or an engine
 * returned them in, must not show in the last digit of a figure.
 */
export function waveColumns(questionnaire: Questionnaire, responses: readonly ResponseRow[]): WaveColumns {
  const rows = [...responses].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const digest = sha256.create();
  const byMode: Record<string, number> = {};
  for (const { answers: _, ...row } of rows) {
    digest.update(utf8ToBytes(`${canonicalJson(row)}\n`));
    byMode[row.mode] = (byMode[row.mode] ?? 0) + 1;
  }
  return {
    rowCount: rows.length,
    variables: codeVariables(questionnaire, rows),
    weights: Float64Array.from(rows, (row) => row.weight ?? 1),
    strata: rows.map((row) => row.stratum ?? ''),
    primaryUnits: rows.map((row, index) => row.primaryUnit ?? `${index}`),
    areas: rows.map((row) => row.area ?? ''),
    isFlagged: Uint8Array.from(rows, (row) => (flagsOf(questionnaire, row.answers).length > 0 ? 1 : 0)),
    byMode,
    digest: bytesToHex(digest.digest()),
  };
}

function codeVariables(questionnaire: Questionnaire, rows: readonly ResponseRow[]) {
  const columns = new Map<string, VariableColumn>();
  for (const item of itemsOfQuestionnaire(questionnaire)) {
    const coded = typeOf(item)
      .variables(item)
      .filter((variable) => variable.kind !== 'text')
      .map((variable): VariableColumn => {
        const codes =
          variable.kind === 'quantity' ? new Float64Array(rows.length) : new Int16Array(rows.length);
        return { variable, codes };
      });
    for (const [rowIndex, { answers }] of rows.entries()) {
      const codes = codesOf(item, Object.hasOwn(answers, item.name) ? answers[item.name] : undefined);
      for (const [index, column] of coded.entries()) column.codes[rowIndex] = codes[index]!;
    }
    for (const column of coded) columns.set(column.variable.name, column);
  }
  return columns;
}
