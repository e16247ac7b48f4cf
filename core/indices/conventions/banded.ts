import * as v from 'valibot';
import { repeated } from '../../repeated.ts';
import { shownScale, type ConventionKind } from './convention.ts';

const schema = v.strictObject({
  kind: v.literal('banded'),
  bands: v.pipe(v.array(v.strictObject({ from: v.number(), score: v.number() })), v.minLength(1)),
});
type Bands = v.InferOutput<typeof schema>['bands'];

/**
 * The score of the highest band that begins at or below the point, such as 非常满意 from 9 = 100, 满意 from 7 = 80.
 *
 * @example
 * const bands = [{ from: 1, score: 0 }, { from: 7, score: 80 }, { from: 9, score: 100 }];
 * banded.score({ kind: 'banded', bands }, { lowest: 1, highest: 10 }, 8); // 80
 * scoreTable({ kind: 'banded', bands }, { lowest: 5, highest: 10 }); // [0, 0, 80, 80, 100, 100]
 */
export const banded: ConventionKind<typeof schema> = {
  schema,
  range: [0, 100],
  faults({ bands }, scale) {
    const starts = bands.map(({ from }) => from);
    const shown = shownScale(scale);
    const faults: string[] = [];
    if (starts.every((from) => from > scale.lowest)) {
      faults.push(`"banded" has no band at the lowest point of the ${shown}; begin one at ${scale.lowest}`);
    }
    const beyond = starts.filter((from) => from > scale.highest);
    if (beyond.length > 0) faults.push(`"banded" has a band from ${beyond.join(', ')}, beyond the ${shown}`);
    const twice = repeated(starts.map(String)).map(({ text }) => text);
    if (twice.length > 0) faults.push(`"banded" has two bands from ${twice.join(', ')}; keep one`);
    const scores = ascending(bands).map(({ score }) => score);
    const isRising = scores.every((score, index) => score >= (scores[index - 1] ?? 0));
    if (!isRising || scores.some((score) => score > 100)) {
      faults.push(`"banded" has the scores ${scores.join(', ')}; they must rise within 0-100`);
    }
    return faults;
  },
  score({ bands }, _scale, point) {
    const reached = bands.filter(({ from }) => from <= point);
    return reached.reduce((highest, band) => (band.from > highest.from ? band : highest)).score;
  },
  text({ bands }) {
    const descending = ascending(bands).reverse();
    return {
      'zh-Hans': `分档：${descending.map(({ from, score }) => `${from}分及以上计${score}`).join('，')}`,
      en: `bands: ${descending.map(({ from, score }) => `from ${from}: ${score}`).join(', ')}`,
    };
  },
  inOrder: (settings) => ({ ...settings, bands: ascending(settings.bands) }),
};

const ascending = (bands: Bands): Bands => [...bands].sort((a, b) => a.from - b.from);
