import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from '../estimation/comparisons/benjamini-hochberg.ts';
import { holm } from '../estimation/comparisons/holm.ts';
import { eligibleShare, outcomeRates } from '../judgement/outcome-rates.ts';
import { reference } from './reference.ts';

const numbers = reference(readFileSync(join(import.meta.dirname, 'rates.json'), 'utf8'));

describe('outcome rates', () => {
  const outcomes = {
    complete: 812,
    partial: 43,
    refusal: 305,
    noContact: 178,
    other: 29,
    unknownHousehold: 240,
    unknownOther: 61,
  };

  it('follow the definitions, with a share of the unknown that is eligible and with all', () => {
    expect(numbers.differences('rates', outcomeRates(outcomes, 0.37))).toEqual([]);
    const withoutPartial = {
      complete: 95,
      partial: 0,
      refusal: 40,
      noContact: 0,
      other: 12,
      unknownHousehold: 0,
      unknownOther: 17,
    };
    expect(numbers.differences('rates of eligible all', outcomeRates(withoutPartial, 1))).toEqual([]);
  });

  it('take the eligible share from the cases that are known', () => {
    expect(numbers.differences('eligible share', eligibleShare(outcomes, 514))).toEqual([]);
  });
});

describe('p values judged together', () => {
  const pValues = [0.0031, 0.2, 0.012, 0.0004, 0.049, 0.012, 0.7, 0.03, 1];

  it('are adjusted as R does by Holm and by Benjamini and Hochberg, ties included', () => {
    expect(numbers.differences('Holm', holm(pValues))).toEqual([]);
    expect(numbers.differences('Benjamini and Hochberg', benjaminiHochberg(pValues))).toEqual([]);
  });
});

describe('the reference', () => {
  it('has no case that is not compared', () => {
    expect(numbers.unchecked()).toEqual([]);
  });
});
