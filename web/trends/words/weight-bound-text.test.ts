import { describe, expect, it } from 'vitest';
import { readerIn } from '../../parts/figure/reader.ts';
import { releaseOf } from '../../parts/figure/sample-release.ts';
import { weightBoundText } from './weight-bound-text.ts';

const chinese = readerIn('zh-Hans');
const margin = {
  item: 'age',
  text: { 'zh-Hans': '年龄', en: 'Age' },
  source: { 'zh-Hans': '普查', en: 'Census' },
  asOf: '2020-11-01',
  isApproximate: false,
};

describe('weightBoundText', () => {
  it('says nothing where no bound is declared', () => {
    expect(weightBoundText(releaseOf('2026', 82.4).method.weighting, chinese)).toBeUndefined();
  });

  it('says the bound weights are under', () => {
    const weighting = { rakedTo: [margin], leftOut: [], trimmedTo: 2.25 };
    expect(weightBoundText(weighting, chinese)).toBe(
      '权数不超过平均数的2.25倍：截断与校正交替进行，误差已计入',
    );
    expect(weightBoundText(weighting, readerIn('en'))).toContain('above 2.25 times the mean');
  });

  it('says why weights are not under it', () => {
    expect(weightBoundText({ rakedTo: [margin], leftOut: [], notTrimmedTo: 5 }, chinese)).toBe(
      '未截断（权数不超过平均数的5倍，就不能符合这些人口数）',
    );
    expect(weightBoundText({ rakedTo: [], leftOut: [], notTrimmedTo: 5 }, chinese)).toBe(
      '未截断（原定不超过平均数的5倍；没有校正，也不截断）',
    );
  });
});
