import type { ConventionKind } from './convention.ts';

export interface TopBox {
  readonly kind: 'topBox';
  readonly from: number;
}

/**
 * 100 at `from` and above, else 0: its mean is the percentage of the top boxes.
 *
 * @example
 * scoreTable({ kind: 'topBox', from: 4 }, { lowest: 1, highest: 5 }); // [0, 0, 0, 100, 100]
 * topBox.score({ kind: 'topBox', from: 4 }, { lowest: 1, highest: 5 }, 3); // 0
 */
export const topBox: ConventionKind<TopBox> = {
  range: [0, 100],
  refusal: ({ from }, { lowest, highest }) =>
    from > lowest && from <= highest ? undefined : `on which every point or none is at ${from} or above`,
  score: ({ from }, _scale, point) => (point >= from ? 100 : 0),
};
