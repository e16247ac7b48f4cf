import type { ConventionKind } from './convention.ts';

export interface Banded {
  readonly kind: 'banded';
  readonly bands: readonly { readonly from: number; readonly score: number }[];
}

/**
 * The score of the highest band that begins at or below the point, such as 非常满意 from 9 = 100, 满意 from 7 = 80.
 *
 * @example
 * const bands = [{ from: 1, score: 0 }, { from: 7, score: 80 }, { from: 9, score: 100 }];
 * banded.score({ kind: 'banded', bands }, { lowest: 1, highest: 10 }, 8); // 80
 * scoreTable({ kind: 'banded', bands }, { lowest: 5, highest: 10 }); // [0, 0, 80, 80, 100, 100]
 */
export const banded: ConventionKind<Banded> = {
  range: [0, 100],
  refusal({ bands }, { lowest }) {
    if (!bands.some(({ from }) => from <= lowest)) return `whose lowest point ${lowest} is in no band`;
    const ascending = [...bands].sort((a, b) => a.from - b.from);
    const isRising = ascending.every(({ score }, index) => score >= (ascending[index - 1]?.score ?? 0));
    return isRising && ascending.every(({ score }) => score <= 100)
      ? undefined
      : 'by bands that do not rise within 0-100';
  },
  score({ bands }, _scale, point) {
    const reached = bands.filter(({ from }) => from <= point);
    return reached.reduce((highest, band) => (band.from > highest.from ? band : highest)).score;
  },
};
