import { describe, expect, it } from 'vitest';
import { format1Sealed } from './format-1-sealed.ts';
import { aFormat1Release } from './format-1.test-data.ts';

const release = aFormat1Release();
const sealed = format1Sealed(release, {
  form: 'short',
  definitionOf: ({ statistic, subject, area }) => ({ hash: [statistic, subject, area].join(' '), parts: {} }),
});
const figure = (key: string) => sealed.figures.find((each) => each.key === key)!;

describe('a release of format 1 as a sealed document', () => {
  it('keeps every figure under its key, with all its digits and the definition of its wave', () => {
    expect(sealed.figures.map(({ key }) => key)).toEqual(release.figures.map(({ key }) => key));
    expect(figure('index/overall')).toMatchObject({
      form: 'short',
      definition: { hash: 'index overall ' },
      standing: 'full',
      estimate: { value: 77.4567891234, standardError: 0.512345678901, degreesOfFreedom: 38.2, level: 0.95 },
    });
    expect(figure('index/overall@north').definition.hash).toBe('index overall north');
    expect(figure('silenceRate/problems').estimate).toMatchObject({ value: 0.412345678901 });
    expect(sealed.references).toEqual([]);
  });

  it('has no estimate where there was no error, and says why a figure was hidden', () => {
    expect(figure('satisfactionRate/food@north')).toMatchObject({
      standing: 'insufficient',
      estimate: { notEstimable: 'noVariation' },
    });
    for (const [key, hidden] of [
      ['index/parks', 'complement'],
      ['index/parks@north', 'few'],
      ['index/parks@south', 'noIndex'],
      ['satisfactionRate/parks@south', 'noError'],
    ] as const) {
      expect(figure(key)).toMatchObject({ hidden, standing: 'suppressed' });
    }
  });

  it('numbers the families its changes were judged in', () => {
    expect(sealed.changes.map(({ key, family }) => [key, family])).toEqual([
      ['index/food', 3],
      ['index/overall', 1],
      ['satisfactionRate/A3', 2],
      ['silenceRate/problems', 7],
      ['index/overall@north', 8],
    ]);
  });

  it('puts verdict, value, interval and n of a target together, in the unit of its figure', () => {
    const [level, trend, hidden] = sealed.targets.map(({ judgement }) => judgement);
    expect(level).toEqual({
      verdict: 'undecided',
      reason: 'interval',
      value: 0.7996,
      interval: [0.7754, 0.8229],
      n: 395,
    });
    expect(trend).toMatchObject({ value: 2.123456789012, n: 200 });
    expect(hidden).toEqual({ verdict: 'undecided', reason: 'tooFew' });
  });
});
