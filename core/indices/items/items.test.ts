import { describe, expect, it } from 'vitest';
import { ABSENT, DONT_KNOW, NOT_USED, REFUSED } from '../../estimation/figures/coded-column.ts';
import { eight, keepsToFigureMethod, valuesOf, type RunOnSample } from '../figure-method.contract.ts';
import { meanScore } from './mean-score.ts';
import { satisfactionRate } from './satisfaction-rate.ts';

const column = {
  codes: Int16Array.of(9, 4, DONT_KNOW, NOT_USED, 6, ABSENT, REFUSED, 0),
  scale: { lowest: 1, highest: 10 },
};
const scores: RunOnSample = (within, domain) =>
  meanScore.linearise(within, { column, convention: { kind: 'linear' } }, { domain });
const rates: RunOnSample = (within, domain) =>
  satisfactionRate.linearise(within, { column, satisfiedFrom: 7 }, { domain });

describe('the mean score of an item', () => {
  keepsToFigureMethod(meanScore, scores);

  it('scores substantive answers only', () => {
    // points 10, 5, 7, 1 with weights 1, 2, 3, 2
    const expected = (100 * (1 * 9 + 2 * 4 + 3 * 6)) / 9 / 8;
    expect(valuesOf(scores(eight))['meanScore']).toBeCloseTo(expected, 12);
  });
});

describe('the satisfaction rate of an item', () => {
  keepsToFigureMethod(satisfactionRate, rates);

  it('is taken over substantive answers and bounded by those who could not say', () => {
    const values = valuesOf(rates(eight));
    expect(values['satisfactionRate']).toBeCloseTo(4 / 8, 12);
    expect(values['rateIfDontKnowIsNot']).toBeCloseTo(4 / 9, 12);
    expect(values['rateIfDontKnowIs']).toBeCloseTo(5 / 9, 12);
    expect(values['notUsedShare']).toBeCloseTo(1 / 11, 12);
    expect(values['dontKnowShare']).toBeCloseTo(1 / 11, 12);
    expect(values['refusedShare']).toBeCloseTo(1 / 11, 12);
  });
});
