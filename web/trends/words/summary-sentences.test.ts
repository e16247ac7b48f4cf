import { describe, expect, it } from 'vitest';
import { readerIn } from '../../parts/figure/reader.ts';
import { releaseOf } from '../../parts/figure/sample-release.ts';
import { summarySentences } from './summary-sentences.ts';

const chinese = readerIn('zh-Hans');

describe('summarySentences', () => {
  it('speaks of the index first, then of dimensions that moved, then of those that did not', () => {
    expect(summarySentences(releaseOf('2025', 81, { comparedWith: '2024' }), chinese)).toEqual([
      '质量满意度上升1.8分（0.6至3.0）。',
      '服务质量上升1.8分（0.6至3.0）；产品质量未见显著变化。',
    ]);
  });

  it('gives the reason instead of a change where the line of a figure ends', () => {
    const broken = releaseOf('2025', 81, { comparedWith: '2024', breaks: ['convention', 'leaves'] });
    expect(summarySentences(broken, chinese)).toEqual([
      '质量满意度不能与2024年直接比较：计分口径改了、指标构成变了。',
      '产品质量、服务质量不能与2024年直接比较：计分口径改了、指标构成变了。',
    ]);
  });

  it('goes on speaking of the figures whose definition stayed', () => {
    const partly = releaseOf('2025', 81, {
      comparedWith: '2024',
      breaks: ['wording'],
      brokenNodes: ['product'],
    });
    expect(summarySentences(partly, chinese)).toEqual([
      '质量满意度上升1.8分（0.6至3.0）。',
      '服务质量上升1.8分（0.6至3.0）；产品质量不能与2024年直接比较：题目措辞改了。',
    ]);
  });

  it('says of which subject only the items of both waves were compared', () => {
    const release = releaseOf('2025', 81, { comparedWith: '2024' });
    const comparison = release.comparison!;
    const changes = comparison.changes.map((change) =>
      change.key === 'index/product' ? change : { ...change, commonLeaves: ['service'] },
    );
    expect(summarySentences({ ...release, comparison: { ...comparison, changes } }, chinese)).toEqual([
      '质量满意度（只比两轮都有的分项）上升1.8分（0.6至3.0）。',
      '服务质量（只比两轮都有的分项）上升1.8分（0.6至3.0）；产品质量未见显著变化。',
    ]);
  });

  it('never counts what hangs on “don’t know” among what stood still', () => {
    const release = releaseOf('2025', 81, { comparedWith: '2024' });
    const comparison = release.comparison!;
    const changes = comparison.changes.map((change) =>
      change.key === 'index/service' ? { ...change, word: 'open' as const } : change,
    );
    const open = { ...release, comparison: { ...comparison, changes } };
    expect(summarySentences(open, chinese)[1]).toBe(
      '服务质量不能认定是升是降（取决于“不清楚”怎么算）；产品质量未见显著变化。',
    );
    expect(summarySentences(open, readerIn('en'))[1]).toContain('whether it rose or fell cannot be told');
  });

  it('says so when there is nothing to compare with', () => {
    expect(summarySentences(releaseOf('2024', 80), readerIn('en'))).toEqual([
      'No earlier wave to compare with.',
    ]);
  });
});
