import { describe, expect, it } from 'vitest';
import type { Cell, PublishedFigure, TargetResult } from '../../../core/release/release.ts';
import { dontKnowText, turningBounds } from './dont-know-text.ts';
import { headlineRates } from '../tables/headline-rates.ts';
import { readerIn } from '../../parts/figure/reader.ts';
import { levelTarget, releaseOf } from '../../parts/figure/sample-release.ts';
import { rootOf } from './summary-sentences.ts';
import { targetRows } from '../tables/target-rows.ts';

const chinese = readerIn('zh-Hans');
const item = { form: 'short', item: 'overall' };

function rate(statistic: string, value: number, reach: number): PublishedFigure {
  const interval = [value - reach, value + reach] as const;
  return cellOf(statistic, { value, standing: 'full', standardError: reach / 2, interval, n: 2400 });
}

function cellOf(statistic: string, cell: Cell): PublishedFigure {
  const subject = 'overall';
  const definition = statistic;
  return {
    form: 'short',
    key: `${statistic}/${subject}`,
    statistic,
    subject,
    unit: 'share',
    definition,
    cell,
  };
}

const target: TargetResult = {
  ...levelTarget({
    verdict: 'undecided',
    reason: 'dontKnowBounds',
    value: 0.83,
    interval: [0.81, 0.85],
    n: 2400,
  }),
  figure: 'satisfactionRate/overall',
};
const figures = [
  rate('satisfactionRate', 0.83, 0.02),
  rate('dontKnowShare', 0.08, 0.01),
  rate('rateIfDontKnowIsNot', 0.77, 0.02),
  rate('rateIfDontKnowIs', 0.85, 0.02),
];
const release = releaseOf('2026', 82.4, { figures, targets: [target] });

describe('dontKnowText', () => {
  it('has the share and the rate with all of them on either side', () => {
    expect(dontKnowText(release, item, chinese)).toBe(
      '“不清楚”占8.0%（7.0至9.0），n ≈ 2,400；全算不满意为77%（75至79），n ≈ 2,400；全算满意为85%（83至87），n ≈ 2,400',
    );
  });

  it('is nothing where the share is not shown', () => {
    const hidden = releaseOf('2026', 82.4, { figures: [cellOf('dontKnowShare', { suppressed: 'hidden' })] });
    expect(dontKnowText(hidden, item, chinese)).toBe('');
    expect(dontKnowText(releaseOf('2026', 82.4), item, chinese)).toBe('');
  });

  it('stands beside the satisfaction rate', () => {
    const overall = { ...rootOf(release)!, overallItem: 'overall' };
    const texts = headlineRates(release, overall, chinese).map(({ dontKnow }) => dontKnow);
    expect(texts).toEqual([expect.stringContaining('全算不满意为77%'), '', '']);
  });
});

describe('turningBounds', () => {
  it('is the one that lies otherwise to the target', () => {
    expect(turningBounds(release, target, 'overall')).toEqual(['rateIfDontKnowIsNot']);
    const low: TargetResult = { ...target, operator: { kind: 'atLeast', threshold: 86 } };
    expect(turningBounds(release, low, 'overall')).toEqual(['rateIfDontKnowIs']);
  });

  it('stands in the reason of the verdict, and both beside a verdict that has another', () => {
    const [row] = targetRows(release, chinese);
    expect(row?.verdict.why).toBe(
      '回答“不清楚”的人足以改变结论，不能认定已达标；“不清楚”占8.0%（7.0至9.0），n ≈ 2,400；全算不满意为77%（75至79），n ≈ 2,400',
    );
    expect(row).not.toHaveProperty('dontKnow');
    const met: TargetResult = {
      ...target,
      judgement: { ...target.judgement, verdict: 'met', reason: 'interval' },
    };
    expect(targetRows({ ...release, targets: [met] }, chinese)[0]?.dontKnow).toContain('全算满意为85%');
  });
});
