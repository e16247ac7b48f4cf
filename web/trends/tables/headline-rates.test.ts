import { describe, expect, it } from 'vitest';
import type { PublishedFigure, Release } from '../../../core/release/release.ts';
import { headlineRates } from './headline-rates.ts';
import { readerIn } from '../../parts/figure/reader.ts';
import { releaseOf } from '../../parts/figure/sample-release.ts';

const share = (statistic: string, subject: string): PublishedFigure => ({
  form: 'short',
  key: `${statistic}/${subject}`,
  statistic,
  subject,
  unit: 'share',
  definition: `definition-of-${statistic}`,
  cell: { value: 0.5, standing: 'full', interval: [0.4, 0.6], n: 100 },
});
const sample = releaseOf('2026', 82, {
  figures: [share('satisfactionRate', 'A3'), share('participationRate', 'acts'), share('meanActs', 'acts')],
});
const release: Release = {
  ...sample,
  indicators: [
    {
      form: 'short',
      name: 'acts',
      title: { 'zh-Hans': '参与度', en: 'Participation' },
      method: 'participation',
    },
  ],
};

describe('headlineRates', () => {
  it('takes the satisfaction rate of the overall item and the rate of each indicator', () => {
    const root = { ...release.nodes[0]!, overallItem: 'A3' };
    expect(headlineRates(release, root, readerIn('en')).map(({ figure }) => figure?.key)).toEqual([
      'satisfactionRate/A3',
      undefined,
      'participationRate/acts',
    ]);
  });

  it('has no satisfaction rate where the index has no overall item', () => {
    expect(headlineRates(release, release.nodes[0]!, readerIn('en'))[0]?.figure).toBe(undefined);
  });
});
