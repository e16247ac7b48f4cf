import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../../canonical-json.ts';
import type { Answers } from '../../questionnaire/answer.ts';
import { codesOf, isGiven, missingCode } from '../../questionnaire/coding.ts';
import { itemsOfQuestionnaire, type Questionnaire } from '../../questionnaire/questionnaire.ts';
import { typeOf } from '../../questionnaire/question-types/question-types.ts';
import { variableKindOf, type Variable } from '../../questionnaire/question-types/variable.ts';
import { flagsOf } from '../../questionnaire/routing.ts';
import { GrowingColumn } from './growing-column.ts';
import { GrowingLabels, type LabelColumn } from './label-column.ts';

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
  /** Where the wave asks several forms: the hash of the one that was drawn, and the probability it was drawn with. */
  readonly form?: string;
  readonly formProbability?: number;
  readonly answers: Answers;
}

/** The answers to one variable, a code each (see `estimation/coded-column.ts`). */
export interface VariableColumn {
  readonly variable: Variable;
  readonly codes: Int16Array | Float64Array;
}

/** A wave as columns of numbers: what all figures are computed from. */
export interface WaveColumns {
  readonly rowCount: number;
  /** Of the responses, in order of rows. */
  readonly ids: readonly string[];
  /** By variable name. */
  readonly variables: ReadonlyMap<string, VariableColumn>;
  readonly weights: Float64Array;
  readonly strata: LabelColumn;
  readonly primaryUnits: LabelColumn;
  /** The label is `''` where the area is not known. */
  readonly areas: LabelColumn;
  /** 1 where the response raised at least one flag. */
  readonly isFlagged: Uint8Array;
  readonly byMode: Readonly<Record<string, number>>;
  /** SHA-256 over the hashes of all rows in order of their ids: two data sets with one digest are one data set. */
  readonly digest: string;
}

/** Columns that are built once and grow with the wave: a response is read, coded and hashed when it is added. */
export interface GrowingWaveColumns {
  add(row: ResponseRow): void;
  /**
   * All rows so far, in the binary order of their ids: the order they arrived in, or an engine returned them in,
   * must not show in the last digit of a figure. What is returned does not change when rows are added.
   *
   * @param without ids of rows that are left out, as if they had never come
   */
  columns(without?: ReadonlySet<string>): WaveColumns;
}

const HASH_BYTES = 32;

/** What `digest` holds of one response: its columns, and its answers by their hash. */
export function hashOfRow({ answers: _, ...rest }: ResponseRow): Uint8Array {
  return sha256(utf8ToBytes(canonicalJson(rest)));
}

/** The digest of rows that come one by one, over all of them in order of their ids. */
export class GrowingDigest {
  readonly #ids: string[] = [];
  readonly #hashes = new GrowingColumn((length) => new Uint8Array(length));
  #order = new Int32Array(0);

  add(row: ResponseRow): void {
    this.#ids.push(row.id);
    for (const byte of hashOfRow(row)) this.#hashes.push(byte);
  }

  digest(): string {
    this.#order = orderWithNew(this.#ids, this.#order);
    return bytesToHex(sha256(this.#hashes.inOrder(this.#order, HASH_BYTES)));
  }
}

export function growWaveColumns(questionnaire: Questionnaire): GrowingWaveColumns {
  const items = itemsOfQuestionnaire(questionnaire).map((item) => ({
    item,
    columns: typeOf(item)
      .variables(item)
      .flatMap((variable) => {
        const { room } = variableKindOf(variable);
        return room ? [{ variable, codes: new GrowingColumn(room) }] : [];
      }),
  }));
  const ids: string[] = [];
  const weights = new GrowingColumn((length) => new Float64Array(length));
  const isFlagged = new GrowingColumn((length) => new Uint8Array(length));
  const rowHashes = new GrowingColumn((length) => new Uint8Array(length));
  const [strata, primaryUnits, areas] = [new GrowingLabels(), new GrowingLabels(), new GrowingLabels()];
  const modes = new GrowingLabels();
  let order = new Int32Array(0);
  let made: WaveColumns | undefined;

  return {
    add(row) {
      const { answers } = row;
      made = undefined;
      ids.push(row.id);
      for (const { item, columns } of items) {
        const answer = Object.hasOwn(answers, item.name) ? answers[item.name] : undefined;
        const given = isGiven(answer) ? codesOf(item, answer) : undefined;
        const missing = isGiven(answer) ? 0 : missingCode(answer);
        for (let at = 0; at < columns.length; at++) columns[at]!.codes.push(given ? given[at]! : missing);
      }
      weights.push(row.weight ?? 1);
      isFlagged.push(flagsOf(questionnaire, answers).length > 0 ? 1 : 0);
      for (const byte of hashOfRow(row)) rowHashes.push(byte);
      strata.push(row.stratum ?? '');
      areas.push(row.area ?? '');
      if (row.primaryUnit === undefined) primaryUnits.pushAlone();
      else primaryUnits.push(row.primaryUnit);
      modes.push(row.mode);
    },
    columns(without) {
      const isWhole = without === undefined || without.size === 0;
      if (made && isWhole) return made;
      order = orderWithNew(ids, order);
      if (!isWhole) return columnsOf(order.filter((row) => !without.has(ids[row]!)));
      made = columnsOf(order);
      return made;
    },
  };

  function columnsOf(order: Int32Array): WaveColumns {
    return {
      rowCount: order.length,
      ids: Array.from(order, (row) => ids[row]!),
      variables: new Map(
        items.flatMap(({ columns }) =>
          columns.map(({ variable, codes }) => [variable.name, { variable, codes: codes.inOrder(order) }]),
        ),
      ),
      weights: weights.inOrder(order),
      strata: strata.inOrder(order),
      primaryUnits: primaryUnits.inOrder(order),
      areas: areas.inOrder(order),
      isFlagged: isFlagged.inOrder(order),
      byMode: countOf(modes.inOrder(order)),
      digest: bytesToHex(sha256(rowHashes.inOrder(order, HASH_BYTES))),
    };
  }
}

function countOf({ codes, labels }: LabelColumn): Readonly<Record<string, number>> {
  const counts = new Array<number>(labels.length).fill(0);
  for (const code of codes) counts[code]! += 1;
  return Object.fromEntries(
    labels.flatMap((label, code) => (counts[code]! > 0 ? [[label, counts[code]!]] : [])),
  );
}

/**
 * The columns of responses that are all there.
 *
 * @param responses in any order, each id once
 */
export function waveColumns(questionnaire: Questionnaire, responses: readonly ResponseRow[]): WaveColumns {
  const growing = growWaveColumns(questionnaire);
  for (const response of responses) growing.add(response);
  return growing.columns();
}

/** The rows in order of their ids: those known before are in order already, the new ones are sorted and merged in. */
function orderWithNew(ids: readonly string[], known: Int32Array): Int32Array<ArrayBuffer> {
  const added = Int32Array.from({ length: ids.length - known.length }, (_, at) => known.length + at);
  added.sort((a, b) => (ids[a]! < ids[b]! ? -1 : 1));
  const order = new Int32Array(ids.length);
  let [old, fresh] = [0, 0];
  for (let place = 0; place < order.length; place++) {
    const takesOld =
      fresh === added.length || (old < known.length && ids[known[old]!]! < ids[added[fresh]!]!);
    order[place] = takesOld ? known[old++]! : added[fresh++]!;
  }
  return order;
}
