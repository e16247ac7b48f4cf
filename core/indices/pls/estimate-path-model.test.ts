import { describe, expect, it } from 'vitest';
import { correlations, moments } from '../../numeric/moments.ts';
import { symmetricEigen } from '../../numeric/symmetric-eigen.ts';
import { pathCoefficients } from './bootstrap-path-model.ts';
import { respondentScores } from './construct-index.ts';
import { estimatePathModel } from './estimate-path-model.ts';
import type { PathModel } from './path-model.ts';
import { columns, estimate, items, model, rows, scale } from './quality-satisfaction-loyalty.test-data.ts';

describe('estimatePathModel', () => {
  it('has weights that stand still under its own rule, and scores of variance 1', () => {
    const scores = respondentScores(estimate, columns, scale);
    const found = moments(scores.map((each) => each.scores));
    for (let at = 0; at < 3; at++) expect(found.covariances[at * 4]).toBeCloseTo(1, 12);
    // Mode A by rows: the weights are proportional to the covariance of the items with the inner proxy.
    const r = found.covariances;
    const proxyOfQuality = scores[1]!.scores.map(
      (value, row) => r[1]! * value + r[2]! * scores[2]!.scores[row]!,
    );
    const with_ = [0, 1, 2].map((item) => {
      const both = moments([columns[item]!, proxyOfQuality]);
      return correlations(both)[1]!;
    });
    with_.forEach((value, item) =>
      expect(value / with_[0]!).toBeCloseTo(estimate.weights[item]! / estimate.weights[0]!, 10),
    );
  });

  it('has for two blocks in mode B the first canonical variates', () => {
    const two: PathModel = {
      constructs: [
        { name: 'a', items: ['q1', 'q2', 'q3'], mode: 'B' },
        { name: 'b', items: ['s1', 's2', 's3'], mode: 'B' },
      ],
      paths: [['a', 'b']],
    };
    const found = estimatePathModel(two, items, moments(columns));
    const all = correlations(moments(columns));
    const block = (from: number, to: number) =>
      Float64Array.from([0, 1, 2].flatMap((a) => [0, 1, 2].map((b) => all[(from + a) * 9 + to + b]!)));
    // The squared canonical correlation is the largest eigenvalue of Raa^-1/2 Rab Rbb^-1 Rba Raa^-1/2.
    const largest = Math.max(...symmetricEigen(canonical(block(0, 0), block(0, 3), block(3, 3)), 3).values);
    expect(found.rSquared[1]).toBeCloseTo(largest, 10);
  });

  it('has for one block and itself as its neighbour the first principal component', () => {
    const twin: PathModel = {
      constructs: [
        { name: 'a', items: ['q1', 'q2', 'q3'] },
        { name: 'b', items: ['q1b', 'q2b', 'q3b'] },
      ],
      paths: [['a', 'b']],
    };
    const own = columns.slice(0, 3);
    const found = estimatePathModel(twin, ['q1', 'q2', 'q3', 'q1b', 'q2b', 'q3b'], moments([...own, ...own]));
    const { values, vectors } = symmetricEigen(correlations(moments(own)), 3);
    const first = values.indexOf(Math.max(...values));
    for (let item = 0; item < 3; item++) {
      const expected = vectors[item * 3 + first]! / vectors[first]!;
      expect(found.weights[item]! / found.weights[0]!).toBeCloseTo(expected, 8);
    }
  });

  it('adds total effects up along all ways', () => {
    const [direct, toLoyalty, onward] = pathCoefficients(estimate);
    expect(estimate.totalEffects[2]).toBeCloseTo(toLoyalty! + direct! * onward!, 14);
  });

  it('turns a construct so that its loadings are positive in sum', () => {
    const turned = columns.map((column, at) => (at < 3 ? column.map((value) => 11 - value) : column));
    const found = estimatePathModel(model, items, moments(turned));
    expect(found.loadings.slice(0, 3).every((loading) => loading > 0)).toBe(true);
    expect(found.paths[1]).toBeCloseTo(-estimate.paths[1]!, 10);
  });

  it('refuses an item that does not vary but for the rounding of a weighted mean', () => {
    const weights = rows.map((_, row) => 0.7 + (row % 7) / 3);
    for (const constant of [7, 8, 9]) {
      const flat = columns.map((column, at) => (at === 4 ? column.map(() => constant) : column));
      expect(() => estimatePathModel(model, items, moments(flat, { weights }))).toThrow(/s2 does not/);
    }
  });

  it('refuses causes and formative items that depend on each other, and too few respondents', () => {
    const twice = [...columns.slice(0, 3), ...columns.slice(0, 3), ...columns.slice(6)];
    expect(() => estimatePathModel(model, items, moments(twice))).toThrow(
      'satisfaction depends on the other causes of loyalty',
    );
    const sum = columns.map((column, at) =>
      at === 2 ? column.map((_, row) => columns[0]![row]! + columns[1]![row]!) : column,
    );
    const formative: PathModel = {
      ...model,
      constructs: model.constructs.map((each) => (each.name === 'quality' ? { ...each, mode: 'B' } : each)),
    };
    expect(() => estimatePathModel(formative, items, moments(sum))).toThrow(
      'the item q3 depends on the others of quality',
    );
    const three = columns.map((column) => column.slice(0, 3));
    expect(() => estimatePathModel(model, items, moments(three))).toThrow(RangeError);
  });

  it('refuses an item that does not vary, and names it', () => {
    const flat = columns.map((column, at) => (at === 4 ? column.map(() => 5) : column));
    expect(() => estimatePathModel(model, items, moments(flat))).toThrow(/s2 does not/);
  });
});

/** Raa^-1/2 Rab Rbb^-1 Rba Raa^-1/2, by powers from eigenvectors. */
function canonical(aa: Float64Array, ab: Float64Array, bb: Float64Array): Float64Array {
  const power = (matrix: Float64Array, exponent: number) => {
    const { values, vectors } = symmetricEigen(matrix, 3);
    return Float64Array.from({ length: 9 }, (_, place) => {
      let sum = 0;
      for (let k = 0; k < 3; k++) {
        sum +=
          vectors[Math.floor(place / 3) * 3 + k]! * values[k]! ** exponent * vectors[(place % 3) * 3 + k]!;
      }
      return sum;
    });
  };
  const times = (a: Float64Array, b: Float64Array) =>
    Float64Array.from({ length: 9 }, (_, place) => {
      let sum = 0;
      for (let k = 0; k < 3; k++) sum += a[Math.floor(place / 3) * 3 + k]! * b[k * 3 + (place % 3)]!;
      return sum;
    });
  const turned = Float64Array.from({ length: 9 }, (_, place) => ab[(place % 3) * 3 + Math.floor(place / 3)]!);
  const root = power(aa, -0.5);
  return times(times(times(times(root, ab), power(bb, -1)), turned), root);
}
