import { describe, expect, it } from 'vitest';
import type { Release } from '../../../core/release/release.ts';
import { areaRows, countsText, groupKeys } from './area-rows.ts';
import { readerIn } from '../../parts/figure/reader.ts';
import { indexFigure, releaseOf } from '../../parts/figure/sample-release.ts';

const english = readerIn('en');
const overall = { form: 'short', statistic: 'index', subject: 'overall' } as const;
const area = (code: string, name: string) => ({ code, name: { 'zh-Hans': name, en: name } });
const release: Release = {
  ...releaseOf('2026', 82.4, {
    figures: [
      indexFigure('overall', 75, 'b'),
      indexFigure('overall', 90, 'a'),
      { ...indexFigure('overall', 0, 'c'), cell: { suppressed: 'hidden' } },
      { ...indexFigure('overall', 0, 'd'), cell: { value: 80, standing: 'insufficient', n: 20 } },
    ],
  }),
  areas: [area('b', 'Beech'), area('d', 'Dell'), area('a', 'Ash'), area('c', 'Cedar'), area('e', 'Elm')],
};

describe('areaRows', () => {
  it('is in order of name, and has no row for an area without the figure', () => {
    expect(areaRows(release, overall, english).map(({ name }) => name)).toEqual([
      'Ash',
      'Beech',
      'Cedar',
      'Dell',
    ]);
  });

  it('has no value where the figure is suppressed, and no interval on few answers', () => {
    const [, , cedar, dell] = areaRows(release, overall, english);
    expect(cedar).toMatchObject({ value: null, interval: null, text: { value: 'not published' } });
    expect(dell).toMatchObject({ value: 80, interval: null, standing: 'insufficient' });
  });

  it('tells the ranks an area may have and its place beside the others, where it is compared', () => {
    const ranking = {
      form: 'short',
      subject: 'overall',
      areas: [
        { area: 'a', ranks: [1, 1], group: 'above' },
        { area: 'b', ranks: [2, 3], group: 'noDifference' },
        { area: 'e', ranks: [2, 3], group: 'noDifference' },
      ],
    } as const;
    const rows = areaRows({ ...release, rankings: [ranking] }, overall, english);
    expect(rows.map(({ name, place }) => [name, place?.ranks, place?.group])).toEqual([
      ['Ash', 'rank 1 of 3', '► above the others'],
      ['Beech', 'ranks 2 to 3 of 3', '≈ no difference detected'],
      ['Cedar', undefined, undefined],
      ['Dell', undefined, undefined],
    ]);
    expect(areaRows(release, overall, english)[0]).not.toHaveProperty('place');
  });

  it('says how many have figures, and how many of these enough answers where not all', () => {
    const rows = areaRows(release, overall, english);
    const chinese = readerIn('zh-Hans');
    expect(countsText(rows, chinese)).toBe('3个地区有数字，其中2个样本足够');
    expect(countsText(rows.slice(0, 3), chinese)).toBe('2个地区有数字，样本都够');
    expect(countsText(rows.slice(0, 2), chinese)).toBe('2个地区都有数字，样本都够');
  });

  it('says what the shapes of the chart mean, and that they are no changes', () => {
    const ranking = {
      form: 'short',
      subject: 'overall',
      areas: [
        { area: 'a', ranks: [1, 1], group: 'above' },
        { area: 'b', ranks: [2, 2], group: 'below' },
        { area: 'd', ranks: [2, 2], group: 'below' },
      ],
    } as const;
    const rows = areaRows({ ...release, rankings: [ranking] }, overall, english);
    expect(groupKeys(rows, english)).toEqual([
      '► above the mean of the other areas (not “rose”): Ash.',
      '◄ below the mean of the other areas (not “fell”): Beech, Dell.',
    ]);
    expect(groupKeys(areaRows(release, overall, english), english)).toEqual([]);
  });

  it('never narrows a range of ranks by the other test: only as published do all ranges hold at once', () => {
    const ranking = {
      form: 'short',
      subject: 'overall',
      areas: [
        { area: 'a', ranks: [1, 3], group: 'above' },
        { area: 'b', ranks: [1, 3], group: 'below' },
        { area: 'e', ranks: [1, 3], group: 'noDifference' },
      ],
    } as const;
    const rows = areaRows({ ...release, rankings: [ranking] }, overall, english);
    expect(rows.flatMap(({ place }) => place?.ranks ?? [])).toEqual([
      'ranks 1 to 3 of 3',
      'ranks 1 to 3 of 3',
    ]);
  });
});
