/** What a reader of a release needs of it. */
export interface Read {
  readonly wave: { readonly id: string };
  readonly figures: readonly {
    readonly key: string;
    readonly unit: string;
    readonly cell: { readonly value?: number; readonly n?: number };
  }[];
}
export type Figures = ReadonlyMap<string, ReadCell>;
interface ReadCell {
  readonly unit: string;
  readonly value: number | undefined;
  readonly n: number | undefined;
}

/** A shown n is rounded to 5. */
const ROUNDING = [-2, -1, 0, 1, 2];
const NEARLY = 1e-6;

export function figuresOf({ figures }: Read): Figures {
  return new Map(figures.map(({ key, unit, cell }) => [key, { unit, value: cell.value, n: cell.n }]));
}

/** Where weights are equal a rate times n is a whole number: which n that is so for, if for one only. */
export function countsKnown(figures: Figures, truth: (key: string) => number) {
  let [known, right] = [0, 0];
  for (const [key, { unit, value, n }] of figures) {
    if (unit !== 'share' || value === undefined || n === undefined || !key.startsWith('satisfactionRate/'))
      continue;
    const fitting = ROUNDING.map((by) => n + by).filter((count) => isNearlyWhole(value * count));
    if (fitting.length !== 1) continue;
    known += 1;
    if (fitting[0] === truth(key)) right += 1;
  }
  return { known, right };
}

/** A mean times n is a sum: what the one who is in the second wave alone brought to it, if it is one rating only. */
export function personBetween(before: Figures, after: Figures, truth: (item: string) => number) {
  let [read, right] = [0, 0];
  for (const [key, cell] of before) {
    const item = /^itemScore\/(q\w+)$/.exec(key)?.[1];
    const other = after.get(key);
    if (item === undefined || cell.value === undefined || other?.value === undefined) continue;
    const ratings = new Set<number>();
    for (const by of ROUNDING) {
      const n = cell.n! + by;
      if (Math.abs(n + 1 - other.n!) > 2) continue;
      const points = other.value * (n + 1) - cell.value * n;
      const rating = 1 + points / 25;
      if (isNearlyWhole(rating) && rating > 0.5 && rating < 5.5) ratings.add(Math.round(rating));
    }
    if (ratings.size !== 1) continue;
    read += 1;
    if (ratings.has(truth(item))) right += 1;
  }
  return { read, right };
}

function isNearlyWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < NEARLY;
}
