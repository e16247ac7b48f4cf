import { describe, expect, it } from 'vitest';
import { definitionOf } from '../define/figure-definition.ts';
import { format1Rendered } from './format-1-rendered.ts';
import { aFormat1Release, format1Form, format1Programme } from './format-1.test-data.ts';
import type { Fieldwork } from '../release.ts';

const fieldwork: Fieldwork = {
  outcomes: [],
  reopenedOn: [],
  late: { count: 'under10', areIn: true },
  exclusions: [],
  looks: { count: 0, days: [] },
  deviations: [],
};
const context = { hash: 'h'.repeat(64), programme: format1Programme, form: format1Form, fieldwork };
const original = aFormat1Release();
const rendered = format1Rendered(original, context);
const figure = (key: string) => rendered.figures.find((each) => each.key === key)!;

/** Numbers with more than four significant digits. */
function longNumbers(value: unknown, path = ''): readonly string[] {
  if (typeof value === 'number')
    return String(Math.abs(value))
      .replace(/\D/g, '')
      .replace(/^0+|0+$/g, '').length > 4
      ? [`${path} ${value}`]
      : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => longNumbers(each, `${path}/${name}`));
}

describe('a release of format 1 as readers get it', () => {
  it('has no digit beyond those its errors leave', () => {
    expect(longNumbers(original)).not.toEqual([]);
    expect(longNumbers(rendered)).toEqual([]);
    expect(figure('index/overall').cell).toMatchObject({
      value: 77.5,
      standardError: 0.51,
      interval: [76.4, 78.5],
      degreesOfFreedom: 30,
      n: 200,
    });
  });

  it('rounds to the side of the target it is judged by', () => {
    expect(figure('satisfactionRate/A3').cell).toMatchObject({ value: 0.79, interval: [0.78, 0.82] });
    expect(rendered.targets[0]!.judgement).toEqual({
      verdict: 'undecided',
      reason: 'interval',
      value: 0.79,
      standardError: 0.012,
      interval: [0.78, 0.82],
      n: 395,
    });
  });

  it('hides in one word what was hidden, and what would give it away', () => {
    for (const key of [
      'index/parks@south',
      'index/parks@north',
      'index/overall@north',
      'index/overall@south',
    ]) {
      expect(figure(key).cell).toEqual({ suppressed: 'hidden' });
    }
    const { changes } = rendered.comparison!;
    expect(changes.map(({ key }) => key)).not.toContain('index/overall@north');
  });

  it('keeps verdicts, words, ranks and groups as they were published', () => {
    expect(rendered.targets.map(({ judgement }) => judgement.verdict)).toEqual(
      original.targets.map(({ verdict }) => verdict),
    );
    const [overall] = rendered.rankings;
    expect(overall!.areas).toEqual([
      { area: 'north', ranks: [1, 1], group: 'above' },
      { area: 'south', ranks: [2, 2], group: 'below' },
    ]);
    const words = rendered.comparison!.changes.map(({ key, word }) => [key, word]);
    expect(words).toContainEqual(['index/overall', 'rose']);
  });

  it('drops the change of what is hidden in the release before', () => {
    const hiddenBefore = new Set(['index/food', 'index/overall']);
    const { comparison, targets } = format1Rendered(original, { ...context, hiddenBefore });
    expect(comparison!.changes.map(({ key }) => key)).not.toContain('index/food');
    expect(targets[1]!.judgement).toEqual({ verdict: 'undecided', reason: 'interval' });
  });

  it('rounds a p value and keeps a change on its side of 0', () => {
    const change = rendered.comparison!.changes.find(({ key }) => key === 'silenceRate/problems')!;
    expect(change).toMatchObject({ family: 7, pValue: 0.0031, adjustedPValue: 0.012, detectable: 0.12 });
    expect(change.interval[0]).toBeLessThan(0);
    expect(change.interval[1]).toBeGreaterThan(0);
  });

  it('counts nobody below ten, and takes a 10 that was rounded for fewer', () => {
    expect(rendered.sample).toMatchObject({
      responses: 400,
      byChannel: { invitation: 400, open: 'under10' },
      byMode: { web: 395, phone: 'under10' },
      flagged: 'under10',
      primaryUnits: 40,
    });
    const ten = format1Rendered(aFormat1Release({ sample: { ...original.sample, flagged: 10 } }), context);
    expect(ten.sample.flagged).toBe('under10');
  });

  it('names the original, and defines its figures by what its wave pinned', () => {
    expect(rendered.provenance).toEqual({ ...original.provenance, sealed: context.hash });
    const named = { statistic: 'satisfactionRate', subject: 'A3' };
    expect(figure('satisfactionRate/A3').definition).toBe(
      definitionOf(format1Programme, format1Form, named).hash,
    );
  });

  it('gives a break to all its figures', () => {
    const broken = {
      ...original.comparison!,
      breaks: ['questionsChanged', 'modeMixChanged'] as const,
      changes: [],
    };
    const { comparison } = format1Rendered(aFormat1Release({ comparison: broken }), context);
    expect(comparison!.breaks).toEqual([
      { form: 'short', reasons: ['wording', 'modeMix'], figures: original.figures.map(({ key }) => key) },
    ]);
  });
});
