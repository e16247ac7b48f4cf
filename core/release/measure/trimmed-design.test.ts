import { describe, expect, it } from 'vitest';
import { standardError } from '../../estimation/errors/covariance.ts';
import { linearMean } from '../../estimation/figures/linear-mean.ts';
import { known } from '../../estimation/figures/not-estimable.ts';
import { relativeDifference } from '../../numeric/relative-difference.ts';
import { seededRandom } from '../../numeric/seeded-random.ts';
import type { Form, Programme } from '../../programme/programme.ts';
import { questionnaireOf, words } from '../../questionnaire/questionnaire-of.test-data.ts';
import { waveColumns, type ResponseRow } from './wave-columns.ts';
import { weightedDesign } from './weighted-design.ts';

const single = (name: string, ...codes: string[]) =>
  ({
    type: 'single',
    name,
    text: words,
    options: codes.map((code) => ({ code, label: words })),
    missing: { refused: true },
  }) as const;
const questionnaire = questionnaireOf([
  {
    name: 'all',
    isShuffled: false,
    items: [single('sex', 'f', 'm'), single('age', 'young', 'middle', 'old')],
  },
]);
const form = { name: 'short', questionnaire, index: {}, indicators: [] } as unknown as Form;
const margin = (item: string, totals: Record<string, number>) => ({
  item,
  totals,
  source: words,
  asOf: '2020-11-01',
  isApproximate: false,
});
const programme = (trimTo?: number, sex = { f: 4500, m: 5500 }) =>
  ({
    settings: {
      minimumCell: 10,
      rakeTo: ['sex', 'age'],
      ...(trimTo === undefined ? {} : { trimTo }),
    },
    margins: [margin('sex', sex), margin('age', { young: 2500, middle: 3500, old: 4000 })],
  }) as unknown as Programme;

/** Eighty units of twelve in two strata, with weights as unequal as those of a bad frame. */
const random = seededRandom('trimmed release');
const [UNITS, IN_UNIT] = [80, 12];
const effects = Array.from({ length: UNITS }, () => 3 * random.normal());
const unitOf = (row: number) => Math.floor(row / IN_UNIT);
const made = Array.from({ length: UNITS * IN_UNIT }, (_, at) => {
  const [sex, age] = [random.integer(2), random.integer(3)];
  const weight = Math.exp(0.8 * random.normal());
  const answers = {
    sex: random.integer(12) === 0 ? { missing: 'refused' as const } : ['f', 'm'][sex]!,
    age: ['young', 'middle', 'old'][age]!,
  };
  const y = 60 + 8 * sex + 6 * age + effects[unitOf(at)]! + 4 * Math.log(weight) + 12 * random.normal();
  const row: ResponseRow = {
    id: `r${String(at).padStart(4, '0')}`,
    contentHash: `${at}`,
    mode: 'web',
    weight,
    stratum: `s${unitOf(at) % 2}`,
    primaryUnit: `u${unitOf(at)}`,
    answers,
  };
  return { row, y };
});
const columns = waveColumns(
  questionnaire,
  made.map(({ row }) => row),
);
const y = made.map((each) => each.y);
const isSilent = made.map(({ row }) => typeof row.answers['sex'] !== 'string');
const figures = {
  mean: y,
  meanOfPart: y.map((value, row) => (unitOf(row) % 5 < 2 ? value : NaN)),
  shareSilent: isSilent.map(Number),
};
type Figure = keyof typeof figures;

/** Drops each unit in turn, and weighs, trims, rakes and estimates anew. */
function jackknife(by: Programme): (figure: Figure) => number {
  const inStratum = UNITS / 2;
  const designs = Array.from({ length: UNITS }, (_, left) => {
    const weights = columns.weights.map((weight, row) => {
      if (unitOf(row) === left) return 0;
      return unitOf(row) % 2 === left % 2 ? (weight * inStratum) / (inStratum - 1) : weight;
    });
    return weightedDesign(by, form, { ...columns, weights }).design;
  });
  return (figure) => {
    const means = designs.map(({ weights }) => weightedMean(weights, figures[figure]));
    const squares = means.map((mean, left) => {
      const own = means.filter((_, at) => at % 2 === left % 2);
      return (
        (mean -
          weightedMean(
            own.map(() => 1),
            own,
          )) **
        2
      );
    });
    return Math.sqrt(((inStratum - 1) / inStratum) * squares.reduce((sum, square) => sum + square, 0));
  };
}

function weightedMean(weights: ArrayLike<number>, values: readonly number[]): number {
  let [sum, size] = [0, 0];
  for (const [row, value] of values.entries()) {
    if (Number.isNaN(value)) continue;
    sum += weights[row]! * value;
    size += weights[row]!;
  }
  return sum / size;
}

function errorOf(by: Programme, figure: Figure): number {
  const { design } = weightedDesign(by, form, columns);
  return standardError(design, known(linearMean(design, figures[figure])));
}

describe('the weights of a release with a bound', () => {
  it.each([1.5, 3])(
    'leave the error of a jackknife of the whole procedure, at %d times the mean',
    (bound) => {
      const by = programme(bound);
      const anew = jackknife(by);
      for (const figure of ['mean', 'meanOfPart', 'shareSilent'] as const) {
        expect(relativeDifference(errorOf(by, figure), anew(figure))).toBeLessThan(0.04);
        expect(errorOf(by, figure)).toBeLessThan(0.95 * errorOf(programme(), figure));
      }
    },
  );

  it('are under it and hold the margins, and the release says so', () => {
    const free = weightedDesign(programme(), form, columns);
    const { design, weighting } = weightedDesign(programme(3), form, columns);
    const mean = design.weights.reduce((sum, weight) => sum + weight, 0) / columns.rowCount;
    expect(Math.max(...design.weights) / mean).toBeLessThan(3.003);
    expect(weightedMean(design.weights, valuesOf('sex', 0))).toBeCloseTo(0.45, 9);
    expect(weightedMean(design.weights, valuesOf('age', 2))).toBeCloseTo(0.4, 9);
    expect(free.weighting.highestWeight).toBeGreaterThan(5);
    expect(weighting).toMatchObject({ highestWeight: 3, trimmedTo: 3, leftOut: [] });
    expect(weighting).not.toHaveProperty('notTrimmedTo');
    expect(weighting.designEffect).toBeLessThan(free.weighting.designEffect!);
  });

  it('are those without where none is above it', () => {
    const { design, weighting } = weightedDesign(programme(50), form, columns);
    expect(design.weights).toEqual(weightedDesign(programme(), form, columns).design.weights);
    expect(weighting.trimmedTo).toBe(50);
  });

  it('are those without where the margins cannot hold within it, and the release says so', () => {
    const women = { f: 9500, m: 500 };
    const { design, weighting } = weightedDesign(programme(1.5, women), form, columns);
    const free = weightedDesign(programme(undefined, women), form, columns);
    expect(design.weights).toEqual(free.design.weights);
    expect(weighting).toEqual({ ...free.weighting, notTrimmedTo: 1.5 });
  });

  it('are not trimmed where they are not raked, and the release says so', () => {
    const { settings, ...rest } = programme(3);
    const strict = { ...rest, settings: { ...settings, minimumCell: 1000 } };
    const { design, weighting } = weightedDesign(strict, form, columns);
    expect(design.weights).toEqual(columns.weights);
    expect(weighting).toMatchObject({ rakedTo: [], notTrimmedTo: 3 });
    expect(weighting).not.toHaveProperty('trimmedTo');
  });
});

function valuesOf(item: string, code: number): readonly number[] {
  const { codes } = columns.variables.get(item)!;
  return Array.from(codes, (each) => (each < 0 ? NaN : Number(each === code)));
}
