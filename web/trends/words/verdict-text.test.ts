import { describe, expect, it } from 'vitest';
import type { TargetJudgement, TargetResult, TermPair } from '../../../core/release/release.ts';
import { readerIn } from '../../parts/figure/reader.ts';
import { levelTarget } from '../../parts/figure/sample-release.ts';
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
    ['hidden', '数字没有公布，不能认定'],
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

  it('says of a term with a pair that could not be judged that it is settled, and why', () => {
    const judgement: TargetJudgement = { verdict: 'undecided', reason: 'openPairs' };
    const broken: TermPair = { ...pair('2023', '2024', 'break'), reasons: ['wording'] };
    const target = onEachYear(judgement, [broken, pair('2024', '2025', 'noWave'), ahead]);
    expect(verdictText(target, 'points', chinese)).toMatchObject({
      word: '尚难判断',
      figure: { value: '–', note: '2023→2024' },
      why: '这一期承诺已定：2023→2024判断不了：题目措辞改了；2024→2025判断不了：其中一期没有调查；到2026年为止都不能认定“逐年上升”',
    });
    const open: TargetResult = { ...target, term: { ...target.term!, isOpen: true } };
    expect(verdictText(open, 'points', chinese).why).toContain('往后都不能认定“逐年上升”');
    expect(verdictText(open, 'points', readerIn('en')).why).toContain('2024→2025 cannot be judged');
  });

  const unsettled: TermPair = {
    ...pair('2023', '2024', 'neither'),
    difference: 0.2,
    standardError: 0.48,
    interval: [-0.7, 1.2],
  };
  const grown: TermPair = { ...pair('2024', '2025', 'rose'), difference: 3, interval: [1.2, 4.8] };

  it('says of a term with a pair within the error that it is settled, with that pair beside the verdict', () => {
    const text = verdictText(onEachYear(rise, [unsettled, grown, ahead]), 'points', chinese);
    expect(text.why).toBe(
      '这一期承诺已定：2023→2024变化+0.2分（\u22120.7至1.2），在误差之内；到2026年为止都不能认定“逐年上升”',
    );
    // n would be that of the answers of now.
    expect(text.figure).toEqual({ value: '+0.2分', error: '\u22120.7至1.2', n: '', note: '2023→2024' });
    const last = onEachYear(rise, [grown, { ...unsettled, from: '2024', to: '2025' }, ahead]);
    expect(verdictText(last, 'points', chinese).figure).toMatchObject({
      n: 'n ≈ 2,275',
      note: '2024→2025',
    });
  });

  it('keeps the pair that settled it beside the verdict where later ones have no number', () => {
    const { value: _, interval: __, standardError: ___, ...without } = { ...rise, standardError: 0.5 };
    const broken: TermPair = { ...pair('2024', '2025', 'break'), reasons: ['wording'] };
    for (const judgement of [rise, without]) {
      const target = onEachYear({ ...judgement, reason: 'openPairs' }, [unsettled, broken, ahead]);
      expect(verdictText(target, 'points', chinese).figure).toEqual({
        value: '+0.2分',
        error: '\u22120.7至1.2',
        n: '',
        note: '2023→2024',
      });
    }
  });

  it('never shows the number of a good pair for one that could not be judged', () => {
    const judgement: TargetJudgement = { ...rise, reason: 'openPairs' };
    const target = onEachYear(judgement, [{ ...grown }, pair('2025', '2026', 'noWave')]);
    expect(verdictText(target, 'points', chinese).figure).toEqual({
      value: '–',
      error: '',
      n: '',
      note: '2025→2026',
    });
  });

  it('names a pair that hangs on how answers are read among those that settle it', () => {
    const open: TermPair = { ...grown, hangsOn: 'flagged' };
    const { why, figure } = verdictText(onEachYear(rise, [open, unsettled, ahead]), 'points', chinese);
    expect(why).toContain('2024→2025变化+3.0分（1.2至4.8），取决于是否去掉存疑答卷；2023→2024变化');
    expect(figure.note).toBe('2024→2025');
  });

  it('shows the pair that ran against it, and not one that does so in one reading alone', () => {
    const fell = (from: string, to: string, difference: number): TermPair => ({
      ...pair(from, to, 'fell'),
      difference,
      interval: [difference - 1, difference + 1],
    });
    const judgement: TargetJudgement = { ...rise, verdict: 'notMet', reason: 'pairFell' };
    const first: TermPair = { ...fell('2022', '2023', -1.5), hangsOn: 'dontKnowBounds' };
    const target = onEachYear(judgement, [first, fell('2023', '2024', -2), grown]);
    expect(verdictText(target, 'points', chinese)).toMatchObject({
      figure: { value: '\u22122分', note: '2023→2024' },
      why: '2023→2024与“逐年上升”相反，这一期承诺到期之前都算未达标',
    });
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
      '事先就定了不判：按计划的答卷数，即使真实的数比目标高3个百分点，五次里也有一次以上判不出来；这一轮的数只供参考，不算达标也不算未达标；责任在方案，不在部门',
    );
    const ceiling: TargetResult = { ...levelTarget(design), operator: { kind: 'below', threshold: 5 } };
    expect(verdictText(ceiling, 'share', chinese).why).toContain('比目标低3个百分点');
    const trend: TargetResult = { ...levelTarget(design), operator: { kind: 'rising' } };
    expect(verdictText(trend, 'points', chinese).why).toContain('即使真实的变化有3分，');
    const yearly: TargetResult = { ...levelTarget(design), operator: { kind: 'risingEachYear' } };
    expect(verdictText(yearly, 'points', chinese).why).toContain('即使每年真的按计划的幅度变化');
  });
});

describe('aimText', () => {
  it('reads a tolerance as a range', () => {
    expect(aimText({ kind: 'about', threshold: 80, tolerance: 2.5 }, 'points', chinese)).toBe('77.5至82.5');
    expect(thresholdsOf({ kind: 'about', threshold: 80, tolerance: 2.5 })).toEqual([77.5, 82.5]);
  });
});
