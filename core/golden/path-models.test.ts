import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { constructIndices, importancePerformance, respondentScores } from '../indices/pls/construct-index.ts';
import { estimatePathModel, type PathModelEstimate } from '../indices/pls/estimate-path-model.ts';
import { groupIndices, groupMeans } from '../indices/pls/group-index.ts';
import { heterotraitMonotrait, measurementQuality } from '../indices/pls/measurement-quality.ts';
import type { PlsSetting } from '../indices/pls/outer-weights.ts';
import type { Construct, PathModel } from '../indices/pls/path-model.ts';
import { reliabilityOf } from '../indices/reliability.ts';
import { moments } from '../numeric/moments.ts';
import { reference } from './reference.ts';
import { readTable } from './table.ts';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
const numbers = reference(read('path-models.json'));
const table = readTable(read('customers.csv'));

const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${name}${at + 1}`);
const constructs: readonly Construct[] = [
  { name: 'Expectation', items: numbered('expected', 3) },
  { name: 'Quality', items: numbered('quality', 4) },
  { name: 'Value', items: numbered('value', 2) },
  { name: 'Satisfaction', items: numbered('satisfied', 3) },
  { name: 'Loyalty', items: ['again', 'recommend'] },
];
const names = constructs.map(({ name }) => name);
const model: PathModel = {
  constructs,
  paths: [
    ['Expectation', 'Quality'],
    ['Expectation', 'Value'],
    ['Expectation', 'Satisfaction'],
    ['Quality', 'Value'],
    ['Quality', 'Satisfaction'],
    ['Value', 'Satisfaction'],
    ['Satisfaction', 'Loyalty'],
  ],
};
const items = constructs.flatMap((construct) => construct.items);
const columns = items.map((item) => table.numbers(item));
const scale = { lowest: 1, highest: 10 };
const weights = table.numbers('weight');

type Modes = readonly Construct['mode'][];
const inModes = (modes: Modes): PathModel => ({
  ...model,
  constructs: constructs.map((construct, at) => ({ ...construct, mode: modes[at] ?? 'A' })),
});
const estimate = (setting: PlsSetting = {}, of = model) =>
  estimatePathModel(of, items, moments(columns), setting);
const path = estimate();
const weighted = estimatePathModel(model, items, moments(columns, { weights }));
/** The fourth item of quality asked the other way round. */
const reversed = estimatePathModel(
  model,
  items,
  moments(items.map((item, at) => (item === 'quality4' ? columns[at]!.map((x) => 11 - x) : columns[at]!))),
);

function named(found: PathModelEstimate) {
  const byName = (keys: readonly string[], values: ArrayLike<number>) =>
    Object.fromEntries(keys.map((key, at) => [key, values[at]]));
  const onPaths = (matrix: Float64Array) =>
    Object.fromEntries(
      model.paths.map(([from, to]) => [
        `${from}->${to}`,
        matrix[names.indexOf(from) * names.length + names.indexOf(to)],
      ]),
    );
  return {
    weights: byName(items, found.weights),
    loadings: byName(items, found.loadings),
    paths: onPaths(found.paths),
    totalEffects: onPaths(found.totalEffects),
    rSquared: byName(names, found.rSquared),
    adjustedRSquared: byName(names, found.adjustedRSquared),
  };
}
const inRows = (matrix: Float64Array, size: number) =>
  Array.from({ length: matrix.length / size }, (_, row) => matrix.slice(row * size, (row + 1) * size));
const byConstruct = <Part extends { readonly construct: string }>(parts: readonly Part[]) =>
  Object.fromEntries(parts.map((part) => [part.construct, part]));

describe('a path model', () => {
  it.each([
    ['path', path],
    ['factorial', estimate({ scheme: 'factorial' })],
    ['centroid', estimate({ scheme: 'centroid' })],
    ['formative', estimate({}, inModes(['A', 'B', 'B', 'A', 'A']))],
    ['mixed', estimate({ scheme: 'factorial' }, inModes(['unit', 'B', 'A', 'A', 'unit']))],
    ['weighted', weighted],
    ['reversed', reversed],
  ])('has weights, loadings, paths, effects and R2 of R in the case "%s"', (id, found) => {
    expect(numbers.differences(id, named(found))).toEqual([]);
  });

  it('has the correlations of R between items and scores', () => {
    const crossLoadings = inRows(path.crossLoadings, names.length);
    const scoreCorrelations = inRows(path.scoreCorrelations, names.length);
    expect(numbers.differences('path correlations', { crossLoadings, scoreCorrelations })).toEqual([]);
  });

  it('gives respondents the scores and indices of R', () => {
    const all = respondentScores(path, columns, scale);
    const everyTwentieth = (of: (construct: (typeof all)[number]) => Float64Array) =>
      Array.from({ length: 11 }, (_, at) => all.map((construct) => of(construct)[20 * at]));
    const found = {
      scores: everyTwentieth(({ scores }) => scores),
      indices: everyTwentieth(({ indices }) => indices),
    };
    expect(numbers.differences('path scores', found)).toEqual([]);
  });
});

describe.each(Object.entries({ path, weighted }))('a path model of the kind "%s"', (kind, found) => {
  it('has the indices of R from 0 to 100, with unstandardised weights', () => {
    const indices = byConstruct(constructIndices(found, scale));
    expect(numbers.differences(`${kind} indices`, indices)).toEqual([]);
  });

  it('has the alpha, rho and variance extracted of R', () => {
    const quality = byConstruct(measurementQuality(found));
    expect(numbers.differences(`${kind} quality`, quality)).toEqual([]);
  });
});

describe('what a path model says of its constructs', () => {
  it.each([
    ['path', path],
    ['reversed', reversed],
  ])('tells them apart by the ratio of R in the case "%s"', (kind, found) => {
    const ratios = heterotraitMonotrait(found).map(({ pair, ratio }) => [pair.join('|'), ratio]);
    expect(numbers.differences(`${kind} htmt`, Object.fromEntries(ratios))).toEqual([]);
  });

  it('has the importance of R in points of satisfaction', () => {
    const found = byConstruct(importancePerformance(path, 'Satisfaction', scale));
    expect(numbers.differences('path importance', found)).toEqual([]);
  });

  it('has the indices of R for groups', () => {
    const codes = Int32Array.from(weights, (_, row) => Math.floor(row / 55));
    const found = groupIndices(path, groupMeans(columns, { codes, count: 4 }), scale);
    const byName = Object.fromEntries(inRows(found, 4).map((indices, at) => [names[at], indices]));
    expect(numbers.differences('path indices of groups', byName)).toEqual([]);
  });
});

describe('the reliability of items', () => {
  it.each(['Quality', 'Value'])('of %s is that of R, with each item left out', (name) => {
    const own = path.placed.itemsOf[names.indexOf(name)]!;
    const found = reliabilityOf(moments(columns), own);
    expect(numbers.differences(`reliability of ${name}`, found)).toEqual([]);
  });
});

describe('the reference', () => {
  it('has no case that is not compared', () => {
    expect(numbers.unchecked()).toEqual([]);
  });
});
