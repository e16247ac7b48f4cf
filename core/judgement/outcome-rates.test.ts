import { describe, expect, it } from 'vitest';
import { eligibleShare, outcomeRates, type Outcomes } from './outcome-rates.ts';

describe('outcome rates', () => {
  const outcomes: Outcomes = {
    complete: 1200,
    partial: 80,
    refusal: 450,
    noContact: 300,
    other: 25,
    unknownHousehold: 600,
    unknownOther: 150,
  };
  it('rise with what is left out of their base', () => {
    const { response, refusal, contact } = outcomeRates(outcomes, 0.55);
    expect(response[0]).toBeLessThan(response[2]);
    expect(response[2]).toBeLessThan(response[4]);
    expect(response[1]).toBeCloseTo(1280 / 2805, 14);
    expect(refusal[2]).toBeCloseTo(450 / 2055, 14);
    expect(contact[2]).toBeCloseTo(1755 / 2055, 14);
  });
  it('take the unknown for eligible at the share of the known', () => {
    expect(eligibleShare(outcomes, 400)).toBeCloseTo(2055 / 2455, 14);
  });
  it('refuse counts and shares that are none', () => {
    expect(() => outcomeRates({ ...outcomes, refusal: -1 }, 1)).toThrow(/refusal is -1/);
    expect(() => outcomeRates(outcomes, 1.1)).toThrow(/from 0 to 1/);
  });
});
