import { describe, expect, it } from 'vitest';
import { format1Sealed } from './format-1-sealed.ts';
import { definitionOf } from '../define/figure-definition.ts';
import { aFormat1Release, format1Form, format1Programme } from './format-1.test-data.ts';

const release = aFormat1Release();
const sealed = format1Sealed(release, format1Programme, format1Form);
const figure = (key: string) => sealed.figures.find((each) => each.key === key)!;

describe('a release of format 1 as a sealed document', () => {
  it('keeps every figure under its key, with all its digits and the definition of its wave', () => {
    expect(sealed.figures.map(({ key }) => key)).toEqual(release.figures.map(({ key }) => key));
    expect(figure('index/overall')).toMatchObject({
      form: 'short',
      definition: definitionOf(format1Programme, format1Form, { statistic: 'index', subject: 'overall' }),
      standing: 'full',
      estimate: { value: 77.4567891234, standardError: 0.512345678901, degreesOfFreedom: 38.2, level: 0.95 },
    });
    expect(figure('index/overall@north').definition.parts.outline).toMatch(/^[0-9a-f]+$/);
    expect(figure('silenceRate/problems').estimate).toMatchObject({ value: 0.412345678901 });
    expect(sealed.references).toEqual([]);
  });

  it('has no estimate where there was no error, and says why a figure was hidden', () => {
    expect(figure('satisfactionRate/food@north')).toMatchObject({
      standing: 'insufficient',
      estimate: { notEstimable: 'noVariation' },
    });
    for (const [key, hidden] of [
      ['index/parks@south', 'complement'],
      ['index/parks@north', 'few'],
      ['index/overall@south', 'noIndex'],
      ['satisfactionRate/parks@south', 'noError'],
    ] as const) {
      expect(figure(key)).toMatchObject({ hidden, standing: 'suppressed' });
    }
  });

  it('counts as hidden what readers no longer get, and keeps its number for the next comparison', () => {
    expect(figure('index/overall@north')).toMatchObject({ hidden: 'complement', standing: 'full' });
    expect(figure('index/overall@north').estimate).toMatchObject({ value: 79.0123456789 });
    expect(figure('silenceRate/problems').hidden).toBeUndefined();
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
