import { GrowingColumn } from './growing-column.ts';

/** A label for each row, each label written once. */
export interface LabelColumn {
  readonly codes: Int32Array;
  /** By code. */
  readonly labels: readonly string[];
}

/** Labels as they come, numbered in the order of their first row. */
export class GrowingLabels {
  readonly #numbers = new Map<string, number>();
  readonly #codes = new GrowingColumn((length) => new Int32Array(length));

  push(label: string): void {
    let code = this.#numbers.get(label);
    if (code === undefined) {
      code = this.#numbers.size;
      this.#numbers.set(label, code);
    }
    this.#codes.push(code);
  }

  /** A row that has nothing in common with any other: a code below 0 of its own. */
  pushAlone(): void {
    this.#codes.push(-1 - this.#codes.length);
  }

  inOrder(order: ArrayLike<number>): LabelColumn {
    return { codes: this.#codes.inOrder(order), labels: [...this.#numbers.keys()] };
  }
}

/**
 * 1 for the rows with the label.
 *
 * @example
 * rowsWith({ codes: Int32Array.of(0, 1, 0), labels: ['north', 'south'] }, 'north'); // [1, 0, 1]
 */
export function rowsWith({ codes, labels }: LabelColumn, label: string): Uint8Array {
  const wanted = labels.indexOf(label);
  return Uint8Array.from(codes, (code) => (wanted >= 0 && code === wanted ? 1 : 0));
}

/**
 * 1 for the rows with none of the labels.
 *
 * @example
 * rowsWithout({ codes: Int32Array.of(0, 1, 0), labels: ['north', ''] }, ['north', 'south']); // [0, 1, 0]
 */
export function rowsWithout({ codes, labels }: LabelColumn, others: readonly string[]): Uint8Array {
  const known = new Set(others);
  const isOther = labels.map((label) => known.has(label));
  return Uint8Array.from(codes, (code) => (isOther[code] === true ? 0 : 1));
}
