import { describe, expect, it } from 'vitest';
import { sampleDesign } from '../../estimation/design/sample-design.ts';
import { moments } from '../../numeric/moments.ts';
import { seededRandom } from '../../numeric/seeded-random.ts';
import {
  bootstrapPathModel,
  bootstrapPathModelOfDesign,
  replicatePathModel,
} from './bootstrap-path-model.ts';
import { constructIndices, respondentScores } from './construct-index.ts';
import { estimatePathModel } from './estimate-path-model.ts';
import { groupIndices, groupMeans } from './group-index.ts';
import { multiGroupTest } from './multi-group-test.ts';
import type { PathModel } from './path-model.ts';
import { spreadOfReplicates } from './spread-of-replicates.ts';

const random = seededRandom('primary units');
/** 30 committees in 3 streets, of 8 to 15 residents who think alike to some degree. */
const street: number[] = [];
const committee: number[] = [];
const answers: number[][] = [];
for (let unit = 0; unit < 30; unit++) {
  const common = random.normal();
  for (let resident = 0; resident < 8 + random.integer(8); resident++) {
    const quality = common + random.normal();
    const satisfaction = 0.8 * quality + 0.6 * random.normal();
    street.push(unit % 3);
    committee.push(unit);
    answers.push(
      [quality, quality, satisfaction, satisfaction].map((of) =>
        Math.min(10, Math.max(1, Math.round(6 + 1.4 * (of + 0.5 * random.normal())))),
      ),
    );
  }
}
const items = ['q1', 'q2', 's1', 's2'];
const columns = items.map((_, at) => Float64Array.from(answers, (row) => row[at]!));
const model: PathModel = {
  constructs: [
    { name: 'quality', items: ['q1', 'q2'] },
    { name: 'satisfaction', items: ['s1', 's2'] },
  ],
  paths: [['quality', 'satisfaction']],
};
const scale = { lowest: 1, highest: 10 };
const weights = Float64Array.from(street, (code) => 1 + code);
const design = sampleDesign({ weights, strata: street, clusters: committee });
const groups = { codes: Int32Array.from(street), count: 3 };

describe('the bootstrap of primary units', () => {
  const draw = (resamples: number) =>
    bootstrapPathModelOfDesign(model, { items, columns, groups }, scale, design, {
      resamples,
      random: seededRandom(3),
    });

  it('estimates the model with the weights of whole units multiplied', () => {
    const factors = Float64Array.from({ length: 30 }, (_, unit) => (unit % 4 === 0 ? 0 : (unit % 3) + 0.5));
    const times = weights.map((weight, row) => weight * factors[design.clusterOfRow[row]!]!);
    const {
      indices,
      paths,
      groupIndices: byStreet,
    } = replicatePathModel(
      model,
      { items, columns, weights, groups, clusters: { codes: design.clusterOfRow, count: 30 } },
      scale,
      [factors],
    );
    const direct = estimatePathModel(model, items, moments(columns, { weights: times }));
    expect(paths[0]![0]).toBeCloseTo(direct.paths[1]!, 8);
    constructIndices(direct, scale).forEach(({ value }, at) =>
      expect(indices[0]![at]).toBeCloseTo(value!, 6),
    );
    const ofStreets = groupIndices(direct, groupMeans(columns, groups, { weights: times }), scale);
    byStreet[0]!.forEach((value, at) => expect(value).toBeCloseTo(ofStreets[at]!, 6));
  });

  it('has larger errors than one of single residents, who are alike within units', () => {
    const [ofUnits] = spreadOfReplicates(draw(300).indices);
    const single = bootstrapPathModel(model, { items, columns, weights }, scale, {
      resamples: 300,
      random: seededRandom(4),
    });
    const [ofResidents] = spreadOfReplicates(single.indices);
    expect(ofUnits!.standardError).toBeGreaterThan(1.3 * ofResidents!.standardError);
  });

  it('is the same for the same seed, with an index for each construct and street', () => {
    const found = draw(20);
    expect(found).toEqual(draw(20));
    expect([found.failed, found.paths.length, found.groupIndices[0]!.length]).toEqual([0, 20, 6]);
  });

  it('counts the resamples it cannot use', () => {
    const lonely = columns.map((column, at) =>
      at === 0 ? column.map((_, row) => Number(row === 0)) : column,
    );
    const { failed, paths } = bootstrapPathModel(model, { items, columns: lonely }, scale, {
      resamples: 50,
      random: seededRandom(5),
    });
    expect(failed).toBeGreaterThan(5);
    expect(failed + paths.length).toBe(50);
  });
});

describe('the indices of groups', () => {
  const estimate = estimatePathModel(model, items, moments(columns, { weights }));

  it('average to the index of all, by the weights of the groups', () => {
    const ofStreets = groupIndices(estimate, groupMeans(columns, groups, { weights }), scale);
    const share = [0, 1, 2].map((code) =>
      weights.reduce((sum, w, row) => sum + (street[row] === code ? w : 0), 0),
    );
    const total = share.reduce((sum, w) => sum + w, 0);
    constructIndices(estimate, scale).forEach(({ value }, construct) => {
      const mean = share.reduce((sum, w, code) => sum + (w / total) * ofStreets[construct * 3 + code]!, 0);
      expect(mean).toBeCloseTo(value!, 10);
    });
  });

  it('leave out rows with a gap, or the gap alone', () => {
    const gaps = { codes: Int32Array.of(0, 0), count: 1 };
    const two = [
      [2, 4],
      [NaN, 6],
    ];
    expect([...groupMeans(two, gaps)]).toEqual([3, 6]);
    expect([...groupMeans(two, gaps, { missing: 'listwise' })]).toEqual([4, 6]);
    expect(() => groupMeans([[1]], gaps)).toThrow(/group for each row/);
  });
});

describe('missing answers', () => {
  const gaps = columns.map((column, at) => column.map((value, row) => (row % 13 === at ? NaN : value)));

  it('take the mean when told to, in the estimate, the scores and each resample', () => {
    const found = moments(gaps, { missing: 'mean' });
    const estimate = estimatePathModel(model, items, found);
    const filled = gaps.map((column, at) =>
      column.map((value) => (Number.isNaN(value) ? found.means[at]! : value)),
    );
    const direct = estimatePathModel(model, items, moments(filled));
    expect(estimate.paths[1]).toBeCloseTo(direct.paths[1]!, 12);
    const [scores] = respondentScores(estimate, gaps, scale, { missing: 'mean' });
    expect(scores!.scores[0]).toBeCloseTo(respondentScores(direct, filled, scale)[0]!.scores[0]!, 12);
    expect(respondentScores(estimate, gaps, scale)[0]!.scores[0]).toBeNaN();
    const { paths } = bootstrapPathModel(model, { items, columns: gaps, missing: 'mean' }, scale, {
      resamples: 5,
      random: seededRandom(1),
    });
    for (const [path] of paths) expect(path).toBeCloseTo(estimate.paths[1]!, 0);
  });

  it('are refused unless told', () => {
    expect(() =>
      bootstrapPathModel(model, { items, columns: gaps }, scale, { resamples: 5, random: seededRandom(1) }),
    ).toThrow(/row 0 has no value/);
  });
});

describe('spread and groups', () => {
  it('are those of the replicates', () => {
    const [first, second] = spreadOfReplicates([
      [1, 5],
      [2, 5],
      [3, 5],
    ]);
    expect(first).toEqual({ mean: 2, standardError: expect.closeTo(1, 14), interval: [1.05, 2.95] });
    expect(second!.standardError).toBe(0);
    expect(() => spreadOfReplicates([[1]])).toThrow(/two replicates/);
  });

  it('tell two groups apart by the pairs of their replicates', () => {
    const [a, b] = [
      [0.2, 0.4, 0.9],
      [0.1, 0.5, 0.6],
    ];
    const mirror = (values: readonly number[]) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / 3;
      return values.map((value) => 2 * mean - value);
    };
    const larger = mirror(a).flatMap((x) => mirror(b).filter((y) => x > y)).length;
    expect(multiGroupTest(a, b)).toBeCloseTo(1 - larger / 9, 12);
    expect(multiGroupTest(a, b) + multiGroupTest(b, a)).toBeCloseTo(1, 12);
    expect(() => multiGroupTest([1], b)).toThrow(/two replicates/);
  });
});
