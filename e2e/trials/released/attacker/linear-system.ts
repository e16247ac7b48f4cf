import loadHighs, { type Highs } from 'highs';

/** A linear form over the unknowns of a system, and a constant. */
export interface LinearForm {
  readonly coefficients: ReadonlyMap<number, number>;
  readonly constant: number;
}

export const NOTHING: LinearForm = { coefficients: new Map(), constant: 0 };

export function plus(one: LinearForm, other: LinearForm, factor = 1): LinearForm {
  const coefficients = new Map(one.coefficients);
  for (const [unknown, coefficient] of other.coefficients) {
    coefficients.set(unknown, (coefficients.get(unknown) ?? 0) + factor * coefficient);
  }
  return { coefficients, constant: one.constant + factor * other.constant };
}

export interface Extreme {
  readonly value: number;
  /** Whether no solution goes further: a program with whole numbers may run out of time. */
  readonly isProven: boolean;
  readonly solution: Float64Array;
}

/** Unknowns between bounds, and forms of them between bounds. */
export class LinearSystem {
  private readonly lowest: number[] = [];
  private readonly highest: number[] = [];
  private readonly isWhole: boolean[] = [];
  private readonly rows: { readonly form: LinearForm; readonly low: number; readonly high: number }[] = [];

  unknown(low: number, high: number, isWhole = false): number {
    this.lowest.push(low);
    this.highest.push(high);
    this.isWhole.push(isWhole);
    return this.lowest.length - 1;
  }

  between(form: LinearForm, low: number, high: number): void {
    if (form.coefficients.size > 0) this.rows.push({ form, low, high });
  }

  get size(): { readonly unknowns: number; readonly rows: number } {
    return { unknowns: this.lowest.length, rows: this.rows.length };
  }

  /** How far a point is from what is known, at most: 0 for a solution. */
  violation(point: ArrayLike<number>): number {
    return this.rows.reduce((worst, { form, low, high }) => {
      const value = valueOf(form, point);
      return Math.max(worst, low - value, value - high);
    }, 0);
  }

  /**
   * The least and the most a form can be, with the solutions that show it; nothing where no point satisfies all rows. An
   * end that a program with whole numbers does not find in time is that of the best point found.
   */
  extremes(
    highs: Highs,
    forms: readonly LinearForm[],
    { seconds = 10, isLeastOnly = false } = {},
  ): readonly (readonly [Extreme, Extreme] | undefined)[] {
    const starts = [0];
    const indices: number[] = [];
    const values: number[] = [];
    for (const { form } of this.rows) {
      for (const [unknown, coefficient] of form.coefficients) {
        indices.push(unknown);
        values.push(coefficient);
      }
      starts.push(indices.length);
    }
    const [numCols, numRows] = [this.lowest.length, this.rows.length];
    const hasWhole = this.isWhole.includes(true);
    return highs.withModel(
      {
        numCols,
        numRows,
        colCost: new Float64Array(numCols),
        colLower: this.lowest,
        colUpper: this.highest,
        rowLower: this.rows.map(({ form, low }) => low - form.constant),
        rowUpper: this.rows.map(({ form, high }) => high - form.constant),
        matrix: { format: 'csr', numRows, numCols, starts, indices, values },
        ...(hasWhole ? { integrality: this.isWhole.map((isWhole) => (isWhole ? 1 : 0)) } : {}),
      },
      (model) => {
        model.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: 0.02 });
        const { minimize, maximize } = highs.constants.objectiveSense;
        const solve = (form: LinearForm, sense: typeof minimize): Extreme | undefined => {
          const costs = new Float64Array(numCols);
          for (const [unknown, coefficient] of form.coefficients) costs[unknown] = coefficient;
          model.changeColsCost({ kind: 'range', from: 0, to: numCols - 1 }, costs);
          model.changeObjectiveSense(sense);
          model.zeroAllClocks();
          model.run();
          const status = model.getModelStatus();
          const { optimal, timeLimit } = highs.constants.modelStatus;
          if (status !== optimal && status !== timeLimit) return undefined;
          const { colValue } = model.getSolution();
          if (colValue.length !== numCols) return undefined;
          const solution = Float64Array.from(colValue);
          return { value: valueOf(form, solution), isProven: status === optimal, solution };
        };
        return forms.map((form) => {
          const low = solve(form, minimize);
          const high = isLeastOnly ? low : solve(form, maximize);
          return low && high ? ([low, high] as const) : undefined;
        });
      },
    );
  }
}

export function valueOf({ coefficients, constant }: LinearForm, point: ArrayLike<number>): number {
  let sum = constant;
  for (const [unknown, coefficient] of coefficients) sum += coefficient * point[unknown]!;
  return sum;
}

let loading: Promise<Highs> | undefined;

/** Loaded once. */
export function solver(): Promise<Highs> {
  return (loading ??= loadHighs());
}
