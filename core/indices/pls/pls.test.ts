import { describe, expect, it } from 'vitest';
import { correlations, moments } from '../../numeric/moments.ts';
import { seededRandom } from '../../numeric/seeded-random.ts';
import { symmetricEigen } from '../../numeric/symmetric-eigen.ts';
import { bootstrapPathModel, pathCoefficients, replicatePathModel } from './bootstrap-path-model.ts';
import { constructIndices, importancePerformance, respondentScores } from './construct-index.ts';
import { estimatePathModel } from './estimate-path-model.ts';
import { heterotraitMonotrait, measurementQuality } from './measurement-quality.ts';
import { pathModel, structures } from './models.ts';
import { placeModel, type PathModel } from './path-model.ts';

/** Quality acts on satisfaction, which acts on loyalty; three items each on 1-10, the last of loyalty turned round. */
const random = seededRandom('pls');
const rows = Array.from({ length: 300 }, () => {
  const quality = random.normal();
  const satisfaction = 0.7 * quality + 0.7 * random.normal();
  const loyalty = 0.6 * satisfaction + 0.8 * random.normal();
  const item = (of: number) => Math.min(10, Math.max(1, Math.round(6 + 1.6 * (of + 0.6 * random.normal()))));
  return [quality, quality, quality, satisfaction, satisfaction, satisfaction, loyalty, loyalty, loyalty].map(
    item,
  );
});
const items = ['q1', 'q2', 'q3', 's1', 's2', 's3', 'l1', 'l2', 'l3'];
const columns = items.map((_, at) => rows.map((row) => row[at]!));
const model: PathModel = {
  constructs: [
    { name: 'quality', items: ['q1', 'q2', 'q3'] },
    { name: 'satisfaction', items: ['s1', 's2', 's3'] },
    { name: 'loyalty', items: ['l1', 'l2', 'l3'] },
  ],
  paths: [
    ['quality', 'satisfaction'],
    ['quality', 'loyalty'],
    ['satisfaction', 'loyalty'],
  ],
};
const scale = { lowest: 1, highest: 10 };
const estimate = estimatePathModel(model, items, moments(columns));

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

describe('constructIndices', () => {
  it('are the means of the respondents’ indices, with weights that sum to 1', () => {
    const indices = constructIndices(estimate, scale);
    respondentScores(estimate, columns, scale).forEach((each, at) => {
      const mean = each.indices.reduce((sum, value) => sum + value, 0) / rows.length;
      expect(indices[at]!.value).toBeCloseTo(mean, 10);
      expect(Math.sqrt(moments([each.indices]).covariances[0]!)).toBeCloseTo(indices[at]!.deviation, 10);
      expect(indices[at]!.itemWeights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 14);
    });
  });

  it('name items that pull the index the other way', () => {
    const turned = columns.map((column, at) => (at === 8 ? column.map((value) => 11 - value) : column));
    const found = constructIndices(estimatePathModel(model, items, moments(turned)), scale);
    expect(found.map(({ negativeItems }) => negativeItems)).toEqual([[], [], ['l3']]);
    expect(constructIndices(estimate, scale).flatMap(({ negativeItems }) => negativeItems)).toEqual([]);
  });

  it('give importance in points of the target for a point of the cause', () => {
    const [first] = importancePerformance(estimate, 'satisfaction', scale);
    const scores = respondentScores(estimate, columns, scale);
    const { covariances } = moments([scores[0]!.indices, scores[1]!.indices]);
    expect(first!.importance).toBeCloseTo(covariances[1]! / covariances[0]!, 10);
    expect(() => importancePerformance(estimate, 'trust', scale)).toThrow(/no construct trust/);
  });
});

describe('bootstrapPathModel', () => {
  it('is the model of the rows drawn', () => {
    const times = new Float64Array(rows.length);
    for (let row = 0; row < rows.length; row++) times[random.integer(rows.length)]! += 1;
    const repeated = columns.map((column) =>
      column.flatMap((value, row) => Array<number>(times[row]!).fill(value)),
    );
    const { paths } = replicatePathModel(model, { items, columns }, scale, [times]);
    const direct = pathCoefficients(estimatePathModel(model, items, moments(repeated)));
    paths[0]!.forEach((value, at) => expect(value).toBeCloseTo(direct[at]!, 10));
  });

  it('is the same for the same seed, and spreads about the estimate', () => {
    const draw = () =>
      bootstrapPathModel(model, { items, columns }, scale, { resamples: 100, random: seededRandom(1) });
    const { paths, failed } = draw();
    expect(draw().paths).toEqual(paths);
    expect(failed).toBe(0);
    const first = paths.map((path) => path[0]!).sort((a, b) => a - b);
    expect(first[2]!).toBeLessThan(pathCoefficients(estimate)[0]!);
    expect(first[97]!).toBeGreaterThan(pathCoefficients(estimate)[0]!);
  });
});

describe('measurementQuality', () => {
  it('is 1 for a construct of one item, and below 1 for others', () => {
    const single: PathModel = {
      constructs: [{ name: 'quality', items: ['q1'] }, ...model.constructs.slice(1)],
      paths: model.paths,
    };
    const [one, more] = measurementQuality(estimatePathModel(single, items, moments(columns)));
    expect(one).toMatchObject({ alpha: 1, rhoA: 1, rhoC: 1, averageVarianceExtracted: 1 });
    for (const value of [more!.alpha, more!.rhoA, more!.rhoC, more!.averageVarianceExtracted]) {
      expect(value).toBeGreaterThan(0.4);
      expect(value).toBeLessThan(1);
    }
    for (const { ratio } of heterotraitMonotrait(estimate)) expect(ratio).toBeLessThan(1);
    expect(heterotraitMonotrait(estimate).map(({ pair }) => pair.join())).toEqual([
      'quality,satisfaction',
      'quality,loyalty',
      'satisfaction,loyalty',
    ]);
  });
});

describe('a path model', () => {
  const constructs = [
    { name: 'a', items: ['x'] },
    { name: 'b', items: ['y'] },
  ];
  it.each([
    ['names a construct the model does not have', { constructs, paths: [['a', 'c']] }],
    [
      'lead round in circles',
      {
        constructs,
        paths: [
          ['a', 'b'],
          ['b', 'a'],
        ],
      },
    ],
    [
      'is there twice',
      {
        constructs,
        paths: [
          ['a', 'b'],
          ['a', 'b'],
        ],
      },
    ],
    ['is on no path', { constructs: [...constructs, { name: 'c', items: ['z'] }], paths: [['a', 'b']] }],
    ['has no items', { constructs: [{ name: 'a', items: [] }, constructs[1]!], paths: [['a', 'b']] }],
    ['shows both', { constructs: [constructs[0]!, { name: 'b', items: ['x'] }], paths: [['a', 'b']] }],
    ['no item w', { constructs: [{ name: 'a', items: ['w'] }, constructs[1]!], paths: [['a', 'b']] }],
    ['different names', { constructs: [constructs[0]!, constructs[0]!], paths: [['a', 'a']] }],
  ] as const)('is refused where it %s', (message, faulty) => {
    expect(() => placeModel(faulty as PathModel, ['x', 'y', 'z'])).toThrow(message);
  });

  it.each(Object.keys(structures) as (keyof typeof structures)[])('of %s can be estimated', (name) => {
    const names = [...new Set(structures[name].flat())];
    const places = Object.fromEntries(names.map((construct, at) => [construct, [`i${at}`]]));
    const data = names.map((_, at) =>
      rows.map((row, place) => row[at]! + rows[(place * 7 + at) % 300]![at]! / 10),
    );
    const found = estimatePathModel(
      pathModel(name, places as never),
      names.map((_, at) => `i${at}`),
      moments(data),
    );
    expect(found.rSquared.filter((value) => !Number.isNaN(value)).length).toBeGreaterThan(3);
  });
});
