import { describe, expect, it } from 'vitest';
import { ABSENT, DONT_KNOW, NOT_USED, REFUSED } from '../../estimation/coded-column.ts';
import type { LinearisedFigure } from '../../estimation/linearised-figure.ts';
import { isEstimable, type NotEstimable } from '../../estimation/not-estimable.ts';
import { sampleDesign, type SampleDesign } from '../../estimation/sample-design.ts';
import { awareness } from './awareness.ts';
import { meanScore } from './mean-score.ts';
import { estimateFigure, type Method, type Unit } from './method.ts';
import { methods } from './methods.ts';
import { participation } from './participation.ts';
import { problemsAndComplaints } from './problems-and-complaints.ts';
import { satisfactionRate } from './satisfaction-rate.ts';

const codes = (...values: number[]) => ({ codes: Int16Array.from(values) });
const yes = new Set([0]);
const scale = { lowest: 1, highest: 10 };
const weights = [1, 2, 1, 1, 3, 1, 1, 2];
const design = sampleDesign({ weights });
const rating = { ...codes(9, 4, DONT_KNOW, NOT_USED, 6, ABSENT, REFUSED, 0), scale };

type Figures = Readonly<Record<string, LinearisedFigure | NotEstimable>>;

/** Each method on eight respondents. */
const runs: Readonly<Record<keyof typeof methods, (within: SampleDesign, domain?: Uint8Array) => Figures>> = {
  meanScore: (within, domain) =>
    meanScore.linearise(within, { column: rating, convention: { kind: 'linear' } }, { domain }),
  satisfactionRate: (within, domain) =>
    satisfactionRate.linearise(within, { column: rating, satisfiedFrom: 7 }, { domain }),
  awareness: (within, domain) =>
    awareness.linearise(
      within,
      {
        items: [codes(0, 1, 2, 0, 1, 2, ABSENT, 0), codes(2, 2, 1, 0, DONT_KNOW, 0, 1, 2)],
        knows: 0,
        heardOf: 1,
        doesNotKnow: 2,
      },
      { domain },
    ),
  participation: (within, domain) =>
    participation.linearise(
      within,
      {
        acts: [
          { column: codes(0, 1, 1, 0, 1, 1, 0, ABSENT), includes: yes },
          { column: codes(0, 1, 0, 1, 1, 1, 0, ABSENT), includes: yes },
        ],
      },
      { domain },
    ),
  problemsAndComplaints: (within, domain) =>
    problemsAndComplaints.linearise(
      within,
      {
        problem: { column: codes(0, 0, 1, 1, 0, DONT_KNOW, 0, 1), includes: yes },
        complaint: {
          column: codes(0, 1, ABSENT, ABSENT, 1, ABSENT, DONT_KNOW, ABSENT),
          includes: yes,
        },
      },
      { domain },
    ),
};

const valuesOf = (figures: Figures) =>
  Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => [name, isEstimable(figure) ? figure.value : NaN]),
  );

describe.each(Object.keys(methods) as (keyof typeof methods)[])('the method %s', (name) => {
  const method = methods[name] as Method<never>;
  const figures = runs[name](design);

  it('gives the figures it declares and no other', () => {
    expect(Object.keys(figures)).toEqual(Object.keys(method.figures));
  });

  it('keeps to its units, and gives value, error, interval and n together', () => {
    for (const [figureName, figure] of Object.entries(figures)) {
      const unit: Unit = method.figures[figureName]!;
      const estimated = estimateFigure(design, unit, figure);
      if (!isEstimable(estimated)) throw new Error(`${figureName}: ${estimated.notEstimable}`);
      expect(estimated.n).toBeGreaterThan(1);
      expect(estimated.standardError).toBeGreaterThan(0);
      expect(estimated.interval[0]).toBeLessThan(estimated.value);
      expect(estimated.interval[1]).toBeGreaterThan(estimated.value);
      if (unit === 'share') expect(estimated.interval[0]).toBeGreaterThanOrEqual(0);
      if (unit === 'share') expect(estimated.interval[1]).toBeLessThanOrEqual(1);
    }
  });

  it('does not change when all weights are multiplied', () => {
    const heavier = sampleDesign({ weights: weights.map((weight) => 4 * weight) });
    expect(valuesOf(runs[name](heavier))).toEqual(valuesOf(figures));
  });

  it('is the same for everyone as without a domain, and nothing for nobody', () => {
    expect(valuesOf(runs[name](design, new Uint8Array(8).fill(1)))).toEqual(valuesOf(figures));
    for (const figure of Object.values(runs[name](design, new Uint8Array(8)))) {
      expect(figure).toEqual({ notEstimable: 'noAnswers' });
    }
  });
});

describe('what the methods count', () => {
  it('scores substantive answers only', () => {
    // points 10, 5, 7, 1 with weights 1, 2, 3, 2
    const expected = (100 * (1 * 9 + 2 * 4 + 3 * 6)) / 9 / 8;
    expect(valuesOf(runs.meanScore(design))['meanScore']).toBeCloseTo(expected, 12);
  });

  it('takes the rate over substantive answers and bounds it by those who could not say', () => {
    const rates = valuesOf(runs.satisfactionRate(design));
    expect(rates['satisfactionRate']).toBeCloseTo(4 / 8, 12);
    expect(rates['rateIfDontKnowIsNot']).toBeCloseTo(4 / 9, 12);
    expect(rates['rateIfDontKnowIs']).toBeCloseTo(5 / 9, 12);
    expect(rates['notUsedShare']).toBeCloseTo(1 / 11, 12);
    expect(rates['dontKnowShare']).toBeCloseTo(1 / 11, 12);
    expect(rates['refusedShare']).toBeCloseTo(1 / 11, 12);
  });

  it('averages items of awareness, each over its own respondents', () => {
    const figures = valuesOf(runs.awareness(design));
    const first = (100 * (1 + 1 + 2) + 50 * (2 + 3)) / 11;
    const second = (100 * (1 + 1) + 50 * (1 + 1)) / 9;
    expect(figures['awarenessIndex']).toBeCloseTo((first + second) / 2, 12);
    expect(figures['knowsRate']).toBeCloseTo((4 / 11 + 2 / 9) / 2, 12);
    expect(figures['heardOfRate']).toBeCloseTo((9 / 11 + 4 / 9) / 2, 12);
  });

  it('counts who takes part and in how much', () => {
    const figures = valuesOf(runs.participation(design));
    expect(figures['participationRate']).toBeCloseTo(4 / 10, 12);
    expect(figures['meanActs']).toBeCloseTo(6 / 10, 12);
    expect(figures['shareOfActs']).toBeCloseTo(30, 12);
  });

  it('keeps "don’t know" out of every base of problems and complaints', () => {
    const figures = valuesOf(runs.problemsAndComplaints(design));
    expect(figures['problemOccurrence']).toBeCloseTo(7 / 11, 12);
    expect(figures['complaintTendency']).toBeCloseTo(1 / 6, 12);
    expect(figures['silenceRate']).toBeCloseTo(5 / 6, 12);
  });
});
