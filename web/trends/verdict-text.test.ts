import { describe, expect, it } from 'vitest';
import type { TargetJudgement, TargetResult, TermPair } from '../../core/release/release.ts';
import { readerIn } from './reader.ts';
import { levelTarget } from './sample-release.ts';
import { aimText, thresholdsOf, verdictText } from './verdict-text.ts';

const chinese = readerIn('zh-Hans');
const straddling: TargetJudgement = {
  verdict: 'undecided',
  reason: 'interval',
  value: 0.805,
  interval: [0.789, 0.821],
  n: 2275,
};
const rise: TargetJudgement = { ...straddling, value: 0.9, interval: [-0.4, 2.2] };
const rising: TargetResult = { ...levelTarget(rise), operator: { kind: 'rising' } };
const judged = (change: Partial<TargetJudgement>): TargetResult => levelTarget({ ...straddling, ...change });

describe('verdictText', () => {
  it('has verdict, value, interval and n together, and says why the interval decides nothing', () => {
    expect(verdictText(levelTarget(straddling), 'share', chinese)).toEqual({
      shape: '◐',
      word: '尚难判断',
      aim: '不低于80%',
      figure: { value: '80.5%', error: '78.9至82.1', n: 'n ≈ 2,275', note: '' },
      why: '区间78.9%至82.1%跨过目标“不低于80%”，不能认定已达标',
    });
  });

  it('writes the digits of the document, which keep the interval on its side of the target', () => {
    const close = judged({ verdict: 'notMet', value: 78.5, standardError: 0.7, interval: [77, 79.9] });
    expect(verdictText(close, 'points', chinese).why).toContain('77.0至79.9');
  });

  it.each([
    ['met', '●', '达标'],
    ['notMet', '■', '未达标'],
    ['insufficientDesign', '◇', '样本设计不足'],
  ] as const)('gives %s a shape and a word of its own', (verdict, shape, word) => {
    expect(verdictText(judged({ verdict }), 'share', chinese)).toMatchObject({ shape, word });
  });

  it.each([
    ['tooFew', '太少'],
    ['noComparison', '没有可比的上一轮'],
    ['dontKnowBounds', '不清楚'],
    ['flagged', '存疑'],
    ['design', '责任在方案，不在部门'],
    ['notWhole', '缺了分项'],
  ] as const)('explains the reason %s', (reason, words) => {
    expect(verdictText(judged({ reason }), 'share', chinese).why).toContain(words);
  });

  it('speaks of the change where the target is a trend', () => {
    expect(verdictText(rising, 'points', chinese)).toMatchObject({
      figure: { value: '+0.9分', error: '\u22120.4至2.2', n: 'n ≈ 2,275' },
      why: '变化的区间\u22120.4至2.2含0，不能认定已达标',
    });
  });

  it('shows the one word for a figure that is hidden, and no number beside the verdict', () => {
    const hidden = levelTarget({ verdict: 'undecided', reason: 'tooFew' });
    expect(verdictText(hidden, 'points', chinese, { suppressed: 'hidden' }).figure.value).toBe('未公布');
  });
});

describe('verdictText of a target on each year', () => {
  const pair = (from: string, to: string, outcome: TermPair['outcome']): TermPair => ({ from, to, outcome });
  const ahead = pair('2025', '2026', 'ahead');
  const onEachYear = (judgement: TargetJudgement, pairs: readonly TermPair[]): TargetResult => ({
    ...levelTarget(judgement),
    operator: { kind: 'risingEachYear', base: '2023', periods: ['2024', '2025', '2026'] },
    term: { base: '2023', periods: ['2024', '2025', '2026'], pairs },
  });

  it('is met up to this period while more of the term is to come, and met at its end', () => {
    const judgement: TargetJudgement = { ...rise, verdict: 'met', interval: [0.2, 1.6] };
    const pairs = [pair('2023', '2024', 'rose'), pair('2024', '2025', 'rose')];
    expect(verdictText(onEachYear(judgement, [...pairs, ahead]), 'points', chinese)).toMatchObject({
      word: '达标（截至本期）',
      why: '到这一期为止，每一对相邻时期的变化都符合“逐年上升”',
    });
    const whole = onEachYear(judgement, pairs);
    expect(verdictText(whole, 'points', chinese).word).toBe('达标');
    const open = { ...whole, term: { ...whole.term!, isOpen: true as const } };
    expect(verdictText(open, 'points', chinese).word).toBe('达标（截至本期）');
  });

  it('names the pair that fell, for the rest of the term', () => {
    const judgement: TargetJudgement = { ...rise, verdict: 'notMet', reason: 'pairFell' };
    const pairs = [pair('2023', '2024', 'fell'), pair('2024', '2025', 'rose'), ahead];
    expect(verdictText(onEachYear(judgement, pairs), 'points', chinese).why).toBe(
      '2023→2024与“逐年上升”相反，这一期承诺到期之前都算未达标',
    );
  });

  it('counts the pairs that could not be judged', () => {
    const judgement: TargetJudgement = { verdict: 'undecided', reason: 'openPairs' };
    const pairs = [pair('2023', '2024', 'break'), pair('2024', '2025', 'noWave'), ahead];
    expect(verdictText(onEachYear(judgement, pairs), 'points', chinese).why).toBe(
      '有2对相邻时期判断不了（2023→2024、2024→2025），不能认定已达标',
    );
  });

  const unsettled: TermPair = {
    ...pair('2023', '2024', 'neither'),
    difference: 0.2,
    standardError: 0.48,
    interval: [-0.7, 1.2],
  };
  const grown: TermPair = { ...pair('2024', '2025', 'rose'), difference: 3, interval: [1.2, 4.8] };

  it('names the pair that is not established with its change, and that the rest of the term cannot mend it', () => {
    const text = verdictText(onEachYear(rise, [unsettled, grown, ahead]), 'points', chinese);
    expect(text.why).toBe(
      '2023→2024未能认定（+0.2分，\u22120.7至1.2），不能认定已达标；“逐年上升”要求每一对都认定，所以这一期承诺往后也补不回来',
    );
    expect(text.figure.note).toBe('2024→2025');
  });

  it('names it beside the pairs that could not be judged, which alone are not said to be past mending', () => {
    const judgement: TargetJudgement = { verdict: 'undecided', reason: 'openPairs' };
    const pairs = [unsettled, pair('2024', '2025', 'break'), ahead];
    const { why } = verdictText(onEachYear(judgement, pairs), 'points', chinese);
    expect(why).toContain('判断不了（2024→2025），2023→2024未能认定（+0.2分');
    expect(why).toContain('补不回来');
  });

  it('says of the base of a term from when it is judged, and no verdict', () => {
    const judgement: TargetJudgement = { verdict: 'undecided', reason: 'noComparison' };
    const pairs = [pair('2023', '2024', 'ahead'), pair('2024', '2025', 'ahead')];
    expect(verdictText(onEachYear(judgement, pairs), 'points', chinese)).toMatchObject({
      shape: '○',
      word: '2023年是起点，从2024年起判',
      why: '起点只供以后各期比较，这一期不判',
    });
    const open = onEachYear(judgement, []);
    const first: TargetResult = { ...open, term: { base: '2023', periods: [], isOpen: true, pairs: [] } };
    expect(verdictText(first, 'points', chinese).word).toBe('2023年是起点，从下一轮起判');
  });
});

describe('verdictText of a target the plan could not decide', () => {
  const design: TargetJudgement = { verdict: 'insufficientDesign', reason: 'design' };

  it('says how far the truth was supposed to be, in the unit of the target, and whose doing it is', () => {
    expect(verdictText(levelTarget(design), 'share', chinese).why).toBe(
      '开展前就定了：按计划的样本，差3个百分点时没有80%的把握判得出，所以这次不论数字多少都不判；不能认定已达标，责任在方案，不在部门',
    );
    const trend: TargetResult = { ...levelTarget(design), operator: { kind: 'rising' } };
    expect(verdictText(trend, 'points', chinese).why).toContain('变化3分时没有80%的把握');
    const yearly: TargetResult = { ...levelTarget(design), operator: { kind: 'risingEachYear' } };
    expect(verdictText(yearly, 'points', chinese).why).toContain('每年按计划的幅度变化时');
  });
});

describe('aimText', () => {
  it('reads a tolerance as a range', () => {
    expect(aimText({ kind: 'about', threshold: 80, tolerance: 2.5 }, 'points', chinese)).toBe('77.5至82.5');
    expect(thresholdsOf({ kind: 'about', threshold: 80, tolerance: 2.5 })).toEqual([77.5, 82.5]);
  });
});
