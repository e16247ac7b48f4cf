import { describe, expect, it } from 'vitest';
import type { Release } from '../../../core/release/release.ts';
import { areaCounts, areaRows } from '../tables/area-rows.ts';
import { readerIn } from '../../parts/figure/reader.ts';
import { indexFigure, releaseOf } from '../../parts/figure/sample-release.ts';
import { areaChart } from './area-chart.ts';
import { lightLook } from './chart-look.ts';

const chinese = readerIn('zh-Hans');
const name = (text: string) => ({ 'zh-Hans': text, en: text });
const release: Release = {
  ...releaseOf('2026', 82.4, {
    figures: [
      indexFigure('overall', 84, 'songyue'),
      { ...indexFigure('overall', 0, 'luming'), cell: { suppressed: 'hidden' } },
      { ...indexFigure('overall', 0, 'mailang'), cell: { value: 55, standing: 'insufficient', n: 20 } },
    ],
  }),
  areas: [
    { code: 'songyue', name: name('松月街道') },
    { code: 'luming', name: name('鹭鸣街道') },
    { code: 'mailang', name: name('麦浪街道') },
  ],
};
const rows = areaRows(release, { form: 'short', statistic: 'index', subject: 'overall' }, chinese);
const whole = { value: 82.4, text: '全区82.4' };

describe('areaChart', () => {
  it('is this configuration', () => {
    expect(areaChart({ rows, whole, look: lightLook }, chinese)).toMatchSnapshot();
  });

  it('has no dot for a hidden area, which keeps its row and the word', () => {
    const { data, options } = areaChart({ rows, whole, look: lightLook }, chinese);
    expect(data.datasets[0]?.data.map(({ y }) => y)).toEqual(['麦浪街道', '松月街道']);
    expect(options?.plugins?.marks?.labels).toEqual(['未公布', null, null]);
  });

  it('writes what lies beyond a bound at that end of the scale', () => {
    const coded = (area: string, bound: 'atLeast' | 'atMost', value: number) => ({
      ...indexFigure('overall', 0, area),
      cell: { bound, value, standing: 'insufficient', n: 15 } as const,
    });
    const figures = [coded('luming', 'atLeast', 95), coded('mailang', 'atMost', 5)];
    const areas = release.areas.filter(({ code }) => code !== 'songyue');
    const ends = areaRows(
      { ...releaseOf('2026', 82.4, { figures }), areas },
      { form: 'short', statistic: 'index', subject: 'overall' },
      chinese,
    );
    const marks = areaChart({ rows: ends, whole, look: lightLook }, chinese).options?.plugins?.marks;
    expect(marks?.labels).toEqual(['95以上', '5以下']);
    expect(marks?.atFarEnd).toEqual([true, false]);
    expect(areaCounts(ends)).toEqual({ shown: 2, full: 0 });
  });
});
