import { describe, expect, it } from 'vitest';
import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import type { Estimate } from '../../estimation/errors/estimate.ts';
import { studentQuantile } from '../../numeric/student-distribution.ts';
import { seededRandom } from '../../numeric/seeded-random.ts';
import { answersPlannedFor } from '../judge/answers-planned-for.ts';
import { framesOf } from '../../programme/frames.ts';
import { drafted, type Drafted } from '../made-up/drafted.test-data.ts';
import { drawnToForms, inSeveralForms, sharesOf } from '../made-up/in-several-forms.test-data.ts';
import { madeUpAnswers } from '../made-up/made-up-answers.test-data.ts';
import { madeUpDistrict, type MadeUpDistrict } from '../made-up/made-up-district.test-data.ts';
import { madeUpFiles, programmeOf } from '../made-up/made-up-files.test-data.ts';
import type { ResponseRow } from '../measure/wave-columns.ts';

/** Three leaves of one dimension: one of each form, and one that both ask. */
const district: MadeUpDistrict = {
  ...madeUpDistrict(seededRandom('several forms'), {
    areas: 2,
    most: { dimensions: 2, leaves: 1 },
    respondents: 600,
  }),
  dimensions: [{ name: 'dimension1', weight: 1 }],
  leaves: (
    [
      ['q1', 0.5],
      ['q2', 0.3],
      ['q3', 0.2],
    ] as const
  ).map(([item, weight]) => ({
    item,
    weight,
    dimension: 'dimension1',
    isDiagnostic: false,
    highest: 10,
    level: 6.5,
    used: 1,
    isClustered: false,
    dontKnow: 0.05,
    isRouted: false,
  })),
  hasSingleUnit: false,
  hasEqualWeights: false,
  margins: 'none',
  indicators: [],
  flagged: 0,
};
const parts = (share: number) => [
  { name: 'north', share, asks: ['q1', 'q3'] },
  { name: 'south', share: 1 - share, asks: ['q2', 'q3'] },
];
const shares = sharesOf(parts(0.5));
const programme = programmeOf(inSeveralForms(madeUpFiles(district), parts(0.5)));
const everybody = madeUpAnswers(district, 'everybody');
const rows = drawnToForms(everybody, programme, shares, 'drawn');
const wave = drafted({ programme, rows, shares });

const estimateOf = ({ sealed }: Drafted, key: string): Estimate => {
  const { estimate } = sealed.figures.find((figure) => figure.key === key)!;
  if (!isEstimable(estimate)) throw new Error(`${key} is not estimable`);
  return estimate;
};
const score = (row: ResponseRow, item: string) => {
  const answer = row.answers[item];
  return typeof answer === 'number' ? (100 * (answer - 1)) / 9 : undefined;
};

/** The stacked index as a textbook has it: means by leaf, influences summed by unit, squared about their stratum. */
function directIndex(answers: readonly ResponseRow[], weights: Readonly<Record<string, number>>) {
  const sums = new Map<string, Map<string, number>>();
  let value = 0;
  for (const [item, share] of Object.entries(weights)) {
    const asked = answers.filter((row) => score(row, item) !== undefined);
    const total = asked.reduce((sum, { weight = 1 }) => sum + weight, 0);
    const mean = asked.reduce((sum, row) => sum + (row.weight ?? 1) * score(row, item)!, 0) / total;
    value += share * mean;
    for (const row of asked) {
      const units = sums.get(row.stratum!) ?? new Map<string, number>();
      const influence = (share * (row.weight ?? 1) * (score(row, item)! - mean)) / total;
      units.set(row.primaryUnit!, (units.get(row.primaryUnit!) ?? 0) + influence);
      sums.set(row.stratum!, units);
    }
  }
  let variance = 0;
  for (const units of sums.values()) {
    const [count, all] = [units.size, [...units.values()]];
    const centre = all.reduce((sum, each) => sum + each, 0) / count;
    variance += (count / (count - 1)) * all.reduce((sum, each) => sum + (each - centre) ** 2, 0);
  }
  return { value, standardError: Math.sqrt(variance) };
}

describe('a wave of two forms under one index', () => {
  it('has the index of both, with the error that a direct computation gives', () => {
    const direct = directIndex(rows, { q1: 0.5, q2: 0.3, q3: 0.2 });
    const { value, standardError, interval, degreesOfFreedom, varianceFactor } = estimateOf(
      wave,
      'index/overall',
    );
    expect(value).toBeCloseTo(direct.value, 10);
    expect(standardError).toBeCloseTo(direct.standardError, 10);
    const half = (studentQuantile(0.975, degreesOfFreedom) * standardError) / Math.sqrt(varianceFactor);
    expect(interval[0]).toBeCloseTo(value - half, 8);
    expect(interval[1]).toBeCloseTo(value + half, 8);
  });

  it('keeps the covariance of residents of one unit, whichever form they got', () => {
    const { value } = directIndex(rows, { q1: 1 });
    const [one, other] = [{ q1: 0.5, q3: 0.2 }, { q2: 0.3 }].map(
      (weights) => directIndex(rows, weights).standardError ** 2,
    );
    expect(value).toBeCloseTo(estimateOf(wave, 'index/leaf_q1').value, 10);
    // People of a unit are alike: errors of the forms add up to more than the sum of their squares.
    expect(estimateOf(wave, 'index/overall').standardError ** 2).toBeGreaterThan(1.02 * (one! + other!));
  });

  it('says which forms there were, and how many got each', () => {
    const { forms, frames, method } = wave.release;
    expect(
      forms.map(({ name, drawn }) => ({ name, drawn: drawn!.map((each) => [each.name, each.share]) })),
    ).toEqual([
      {
        name: 'north+south',
        drawn: [
          ['north', 0.5],
          ['south', 0.5],
        ],
      },
    ]);
    expect(frames.map(({ form }) => form)).toEqual(['north+south']);
    expect(method.families.every(({ form }) => form === undefined)).toBe(true);
  });

  it('rests each item on those who were asked it', () => {
    const answered = (item: string) => rows.filter((row) => score(row, item) !== undefined).length;
    for (const item of ['q1', 'q2', 'q3'])
      expect(estimateOf(wave, `index/leaf_${item}`).n).toBe(answered(item));
    expect(answered('q1') + answered('q2')).toBeLessThan(everybody.length);
    const any = rows.filter((row) =>
      ['q1', 'q2', 'q3'].some((item) => score(row, item) !== undefined),
    ).length;
    expect(estimateOf(wave, 'index/overall').n).toBeLessThanOrEqual(any);
  });

  it('is planned at what the forms leave of the sample', () => {
    const [{ form }] = framesOf(programme, shares) as [ReturnType<typeof framesOf>[number]];
    const planned = (statistic: string, subject: string) =>
      answersPlannedFor(programme, form, { statistic, subject });
    const { sampleSize } = programme.settings.plan;
    expect(planned('itemScore', 'q1')).toBe(sampleSize / 2);
    expect(planned('itemScore', 'q3')).toBe(sampleSize);
    expect(planned('index', 'overall')).toBeGreaterThan(sampleSize / 2);
  });

  it('breaks the lines of items that are asked of another share of residents, and of no others', () => {
    const other = programmeOf(inSeveralForms(madeUpFiles(district), parts(0.4)));
    const others = sharesOf(parts(0.4));
    const later = drafted({
      programme: other,
      rows: drawnToForms(madeUpAnswers(district, 'later'), other, others, 'later'),
      shares: others,
      period: '2027',
      earlier: [wave],
    });
    const reasons = new Map(
      later.release.comparison!.breaks.flatMap((each) =>
        each.figures.map((key) => [key, each.reasons] as const),
      ),
    );
    expect(reasons.get('index/leaf_q1')).toEqual(['drawing']);
    expect(reasons.get('index/overall')).toEqual(['drawing']);
    expect(reasons.has('index/leaf_q3')).toBe(false);
    expect(reasons.has('itemScore/whole')).toBe(false);
  });
});

describe('a wave of a long and a short form', () => {
  const files = madeUpFiles(district);
  const long = files['questionnaires/short.json']!;
  const short = {
    ...long,
    name: 'brief',
    sections: [
      {
        ...long['sections'][0],
        items: long['sections'][0].items
          .filter(({ name }: { name: string }) => !/^(q\d|whole)$/.test(name))
          .concat(
            long['sections'][0].items
              .filter(({ name }: { name: string }) => name === 'q1')
              .map((item: object) => ({ ...item, name: 'brief_q1' })),
          ),
      },
    ],
  };
  const both = programmeOf({
    ...files,
    'programme.json': {
      ...files['programme.json'],
      forms: [
        { name: 'short', questionnaire: 'short', index: 'short' },
        { name: 'brief', questionnaire: 'brief', index: 'brief' },
      ],
    },
    'questionnaires/brief.json': short,
    'indices/brief.json': {
      ...files['indices/short.json'],
      name: 'brief',
      alternatives: [],
      root: {
        name: 'brief',
        title: files['indices/short.json']!['title'],
        item: 'brief_q1',
        lead: ['works'],
      },
    },
  });
  const sharesOfBoth = { short: 0.6, brief: 0.4 };
  const answers = everybody.map((row) => ({
    ...row,
    answers: { ...row.answers, ...(row.answers['q1'] === undefined ? {} : { brief_q1: row.answers['q1'] }) },
  }));
  const asked = drawnToForms(answers, both, sharesOfBoth, 'long and short');
  const mixed = drafted({ programme: both, rows: asked, shares: sharesOfBoth });

  it('has two indices that share nothing', () => {
    expect(mixed.release.frames.map(({ name, form }) => [name, form])).toEqual([
      ['short', 'short'],
      ['brief', 'brief'],
    ]);
    const keys = mixed.release.figures.map(({ form, key }) => `${form} ${key}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(mixed.release.sample.responses).toBe(5 * Math.round(asked.length / 5));
  });

  it('gives each the figures it would have in a wave of its own', () => {
    for (const form of both.forms) {
      const alone = { ...both, forms: [form] };
      const own = asked.filter((row) => row.formProbability === sharesOfBoth[form.name as 'short' | 'brief']);
      const single = drafted({
        programme: alone,
        rows: own.map(({ form: _, formProbability: _p, ...row }) => row),
      });
      const of = mixed.sealed.figures.filter((figure) => figure.form === form.name);
      expect(of.map(({ key, estimate, standing, hidden }) => ({ key, estimate, standing, hidden }))).toEqual(
        single.sealed.figures.map(({ key, estimate, standing, hidden }) => ({
          key,
          estimate,
          standing,
          hidden,
        })),
      );
    }
  });

  it('is compared index by index with a wave of both', () => {
    const later = drafted({
      programme: both,
      rows: asked,
      shares: sharesOfBoth,
      period: '2027',
      earlier: [mixed],
    });
    const { breaks, changes } = later.release.comparison!;
    expect(breaks).toEqual([]);
    expect(new Set(changes.map(({ form }) => form))).toEqual(new Set(['short', 'brief']));
    expect(changes.every(({ difference }) => difference === 0)).toBe(true);
    const families = later.release.method.families.map(({ number, form }) => `${form} ${number}`);
    expect(new Set(families).size).toBe(families.length);
  });
});
