import { describe, expect, it } from 'vitest';
import { readerIn } from './reader.ts';
import { releaseOf } from './sample-release.ts';
import { summarySentences } from './summary-sentences.ts';

const chinese = readerIn('zh-Hans');

describe('summarySentences', () => {
  it('speaks of the index first, then of dimensions that moved, then of those that did not', () => {
    expect(summarySentences(releaseOf('2025', 81, { comparedWith: '2024' }), chinese)).toEqual([
      '质量满意度上升1.8 ±1.2分。',
      '服务质量上升1.8 ±1.2分；产品质量未见显著变化。',
    ]);
  });

  it('gives the reason instead of a change where there is a break', () => {
    const broken = releaseOf('2025', 81, {
      comparedWith: '2024',
      breaks: ['conventionChanged', 'indexChanged'],
    });
    expect(summarySentences(broken, chinese)).toEqual(['不能与2024年直接比较：计分口径有变、指标体系有变。']);
  });

  it('says so when there is nothing to compare with', () => {
    expect(summarySentences(releaseOf('2024', 80), readerIn('en'))).toEqual([
      'No earlier wave to compare with.',
    ]);
  });
});
