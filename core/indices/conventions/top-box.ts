import type { ConventionKind } from './convention.ts';

export interface TopBox {
  readonly kind: 'topBox';
  readonly from: number;
}

/** 100 at `from` and above, else 0: its mean is the percentage of the top boxes. */
export const topBox: ConventionKind<TopBox> = {
  range: [0, 100],
  refusal: ({ from }, { lowest, highest }) =>
    from > lowest && from <= highest ? undefined : `on which every point or none is at ${from} or above`,
  score: ({ from }, _scale, point) => (point >= from ? 100 : 0),
};
