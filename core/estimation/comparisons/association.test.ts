import { describe, expect, it } from 'vitest';
import { association } from './association.ts';
import { isEstimable } from '../figures/not-estimable.ts';
import { sampleDesign } from '../design/sample-design.ts';

const equal = (count: number) => sampleDesign({ weights: new Array<number>(count).fill(1) });

describe('association', () => {
  const count = 120;
  const a = Array.from({ length: count }, (_, at) => at % 2);
  const tested = (b: readonly number[], columns: number) => {
    const found = association(equal(count), { codes: a, count: 2 }, { codes: b, count: columns }, count - 1);
    if (!isEstimable(found)) throw new Error(found.notEstimable);
    return found;
  };
  it('in a simple random sample is Pearson’s test but for n - 1', () => {
    const b = a.map((value, at) => (at % 5 === 0 ? 1 - value : value));
    const found = tested(b, 2);
    const pearson = count * found.shares.flat().reduce((sum, share) => sum + (share - 0.25) ** 2 / 0.25, 0);
    // The covariance of shares under what was observed and not under independence: 1 - phi^2 of the simple one.
    const phi = found.shares[0]![0]! * 4 - 1;
    expect(found.firstOrder.statistic / pearson).toBeCloseTo((1 - 1 / count) / (1 - phi ** 2 + phi ** 2), 1);
    expect(found.secondOrder.pValue).toBeLessThan(1e-6);
    expect(found.n).toBe(count);
  });
  it('has nothing to say of a question with one answer only', () => {
    const design = equal(4);
    const one = { codes: [0, 0, 0, 0], count: 1 };
    const two = { codes: [0, 1, 0, 1], count: 2 };
    expect(association(design, one, two, 3)).toEqual({ notEstimable: 'noVariation' });
    expect(association(design, two, one, 3)).toEqual({ notEstimable: 'noVariation' });
  });

  it('has the Wald test of R where the size of the population is estimated too', () => {
    // svychisq(~a+b, svydesign(~cl, weights = ~1, data = s), statistic = "Wald") and "adjWald".
    const clusters = [1, 1, 2, 2, 2, 3, 3, 4, 5, 5];
    const design = sampleDesign({ weights: clusters.map(() => 1), clusters });
    const [a, b] = [
      [0, 0, 1, 1, 0, 1, 1, 0, 1, 1],
      [0, 1, 1, 1, 0, 0, 1, 0, 1, 0],
    ];
    const found = association(design, { codes: a!, count: 2 }, { codes: b!, count: 2 }, 4);
    if (!isEstimable(found)) throw new Error(found.notEstimable);
    for (const test of [found.wald!, found.adjustedWald!]) {
      expect(test.statistic).toBeCloseTo(2.10526315789474072, 12);
      expect(test.pValue).toBeCloseTo(0.22041453616151371, 12);
    }
  });

  it('finds nothing where there is nothing', () => {
    const found = tested(
      Array.from({ length: count }, (_, at) => Math.floor(at / 2) % 3),
      3,
    );
    expect(found.secondOrder.statistic).toBeCloseTo(0, 12);
    expect(found.secondOrder.pValue).toBeCloseTo(1, 9);
    expect(found.wald!.pValue).toBeCloseTo(1, 9);
  });
  it('leaves out who did not answer one of both, and needs every row and column', () => {
    const b = a.map((_, at) => (at < 20 ? -1 : Math.floor(at / 2) % 2));
    expect(tested(b, 2).n).toBe(100);
    expect(() =>
      tested(
        b.map((value) => Math.min(value, 0)),
        2,
      ),
    ).toThrow('noVariation');
  });
});
