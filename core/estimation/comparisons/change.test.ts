import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relativeDifference } from '../../numeric/relative-difference.ts';
import { changeBetween, changeFrom, type Change } from './change-between.ts';
import { changeWord } from '../../judgement/change-word.ts';
import { holm } from './holm.ts';

const before = { value: 76.3, standardError: 0.45, degreesOfFreedom: 40 };
const after = { value: 78.1, standardError: 0.62, degreesOfFreedom: 25 };

describe('changeBetween', () => {
  /** R 4.2.2: se, Satterthwaite df, 1.8 -+ qt(.975, df) * se, 2 * pt(-1.8 / se, df), (qt(.975, df) + qnorm(.8)) * se */
  it('agrees with the formulas in R', () => {
    const change = changeBetween(before, after);
    const numbers = [
      change.standardError,
      change.degreesOfFreedom,
      ...change.interval,
      change.pValue,
      change.detectable,
    ];
    const expected = [
      0.766093989011792154, 49.663635156507446, 0.260996678607695154, 3.339003321392304713,
      0.022812451264232009, 2.183764289457204022,
    ];
    numbers.forEach((number, index) => {
      expect(relativeDifference(number, expected[index]!)).toBeLessThan(1e-11);
    });
  });

  it('turns its sign when the waves change places', () => {
    const there = changeBetween(before, after);
    const back = changeBetween(after, before);
    expect(back.difference).toBe(-there.difference);
    expect(back.pValue).toBe(there.pValue);
  });

  it('needs a larger change to be detected among many', () => {
    expect(changeBetween(before, after, { comparisons: 30 }).detectable).toBeGreaterThan(
      changeBetween(before, after).detectable,
    );
  });

  it('refuses errors of 0, which no figure has', () => {
    const exact = { ...before, standardError: 0 };
    expect(() => changeBetween(exact, exact)).toThrow('standard errors above 0');
    expect(() => changeFrom(exact)).toThrow('standard error above 0');
  });
});

describe('holm', () => {
  it('agrees with p.adjust(c(.01, .04, .03, .2, .012), "holm") of R', () => {
    const adjusted = holm([0.01, 0.04, 0.03, 0.2, 0.012]);
    [0.05, 0.09, 0.09, 0.2, 0.05].forEach((value, index) => expect(adjusted[index]).toBeCloseTo(value, 14));
  });

  it('never lowers a p value, keeps their order and ends at 1', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (pValues) => {
        const adjusted = holm(pValues);
        pValues.forEach((pValue, i) => {
          expect(adjusted[i]).toBeGreaterThanOrEqual(pValue);
          expect(adjusted[i]).toBeLessThanOrEqual(1);
          pValues.forEach((other, j) => {
            if (pValue < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]!);
          });
        });
      }),
    );
  });

  it('refuses what is no p value', () => {
    expect(() => holm([0.5, NaN])).toThrow('from 0 to 1');
  });
});

describe('changeWord', () => {
  const change = (difference: number, standardError: number): Change =>
    changeFrom({ value: difference, standardError, degreesOfFreedom: 100 });

  it('says rose or fell by the adjusted test only', () => {
    const rise = change(3, 1);
    expect(changeWord(rise, { adjustedPValue: rise.pValue })).toMatchObject({
      word: 'rose',
      isRawOnly: false,
    });
    expect(changeWord(rise, { adjustedPValue: 0.2 })).toMatchObject({
      word: 'noDetectableChange',
      isRawOnly: true,
    });
    const fall = change(-3, 1);
    expect(changeWord(fall, { adjustedPValue: 0.01 }).word).toBe('fell');
  });

  it('says unchanged only inside a margin declared beforehand', () => {
    const small = change(0.1, 0.3);
    expect(changeWord(small, { adjustedPValue: 1 }).word).toBe('noDetectableChange');
    expect(changeWord(small, { adjustedPValue: 1, unchangedMargin: 1 }).word).toBe('unchanged');
    expect(changeWord(small, { adjustedPValue: 1, unchangedMargin: 0.5 }).word).toBe('noDetectableChange');
    expect(changeWord(change(0.1, 3), { adjustedPValue: 1, unchangedMargin: 1 }).word).toBe(
      'noDetectableChange',
    );
  });

  it('says rose for a significant change however small', () => {
    const tiny = change(0.5, 0.1);
    expect(changeWord(tiny, { adjustedPValue: tiny.pValue, unchangedMargin: 1 }).word).toBe('rose');
  });

  it('refuses an adjusted p value below the raw one', () => {
    expect(() => changeWord(change(1, 1), { adjustedPValue: 0 })).toThrow('from the raw one to 1');
  });
});
