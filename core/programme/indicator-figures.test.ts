import { describe, expect, it } from 'vitest';
import { awareness } from '../indices/methods/awareness.ts';
import { participation } from '../indices/methods/participation.ts';
import { problemsAndComplaints } from '../indices/methods/problems-and-complaints.ts';
import { figuresOf, indicatorFigures, rangeOfFigure } from './indicator-figures.ts';
import type { Indicator } from './index-definition.ts';

const title = { 'zh-Hans': '题', en: 'title' };
const problem = { variable: 'problem', values: ['yes'] };
const acts: Indicator = { method: 'participation', name: 'acts', title, acts: [problem, problem] };

describe('the figures of an indicator', () => {
  it.each([
    ['awareness', awareness],
    ['participation', participation],
    ['problemsAndComplaints', problemsAndComplaints],
  ] as const)('%s are those its method computes', (name, method) => {
    expect([...indicatorFigures[name]].sort()).toEqual(Object.keys(method.figures).sort());
  });

  it('say nothing of complaining where nobody was asked about it', () => {
    const indicator: Indicator = { method: 'problemsAndComplaints', name: 'problems', title, problem };
    expect(figuresOf(indicator)).toEqual(['problemOccurrence']);
    expect(figuresOf({ ...indicator, complaint: problem })).toContain('silenceRate');
  });

  it('have ranges that thresholds must lie in', () => {
    expect(rangeOfFigure(acts, 'meanActs')).toEqual([0, 2]);
    expect(rangeOfFigure(acts, 'participationRate')).toEqual([0, 100]);
    expect(rangeOfFigure({ method: 'netPromoter', name: 'nps', title, item: 'x' }, 'netPromoter')).toEqual([
      -100, 100,
    ]);
  });
});
