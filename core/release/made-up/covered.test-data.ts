import type { Estimate } from '../../estimation/errors/estimate.ts';
import { betaCumulative } from '../../numeric/beta-distribution.ts';
import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import type { Answers } from '../../questionnaire/answer.ts';
import { drafted } from './drafted.test-data.ts';
import type { Findings } from './findings.test-data.ts';
import { drawnToForms, inSeveralForms, sharesOf, type PartForm } from './in-several-forms.test-data.ts';
import { madeUpAnswers, trueMean } from './made-up-answers.test-data.ts';
import type { MadeUpDistrict, MadeUpLeaf } from './made-up-district.test-data.ts';
import { madeUpFiles, programmeOf } from './made-up-files.test-data.ts';

/** A kind of sample whose intervals are looked at: one district, few figures, drawn again and again. */
export interface CoverageLine {
  readonly name: string;
  /** Streets the units are drawn in, units of each, and respondents of a unit. */
  readonly strata: number;
  readonly units: number;
  readonly unitSize: number;
  readonly unevenness?: 0 | 0.5 | 0.8;
  readonly isClustered?: boolean;
  readonly hasSingleUnit?: boolean;
  /** Share of residents who use the second of two leaves, and its weight; without it all use both. */
  readonly second?: { readonly used: number; readonly weight: number };
  /** The leaves are asked in two forms; the share of residents who get the first. */
  readonly firstForm?: number;
}

const uneven = [0, 0.5, 0.8] as const;

/** Units from 8 degrees of freedom on, sizes, clusters of users, single units, and leaves of 1 to 9 answers. */
export const coverageLines: readonly CoverageLine[] = [
  ...uneven.map((unevenness) => ({
    name: `1 street of 9 units, cv ${unevenness}`,
    strata: 1,
    units: 9,
    unitSize: 28,
    unevenness,
  })),
  ...uneven.map((unevenness) => ({
    name: `4 streets of 4 units, cv ${unevenness}`,
    strata: 4,
    units: 4,
    unitSize: 16,
    unevenness,
  })),
  { name: '10 streets of 2 units', strata: 10, units: 2, unitSize: 13, unevenness: 0.5 },
  {
    name: '6 streets, one of a single unit',
    strata: 6,
    units: 3,
    unitSize: 14,
    unevenness: 0.5,
    hasSingleUnit: true,
  },
  ...[0.2, 0.4].map((used) => ({
    name: `half used by ${100 * used} %, users clustered`,
    strata: 2,
    units: 8,
    unitSize: 30,
    isClustered: true,
    second: { used, weight: 0.5 },
  })),
  ...[0.5, 0.25].map((firstForm) => ({
    name: `two forms, the first for ${100 * firstForm} %`,
    strata: 3,
    units: 6,
    unitSize: 20,
    unevenness: 0.5 as const,
    isClustered: true,
    firstForm,
  })),
  ...[1, 3, 6, 9].flatMap((answers) =>
    [0.05, 0.2].map((weight) => ({
      name: `${100 * weight} % on some ${answers} answers`,
      strata: 2,
      units: 8,
      unitSize: 15,
      second: { used: answers / 240, weight },
    })),
  ),
];

function districtOf(line: CoverageLine): MadeUpDistrict {
  const leaf = (item: string, more: Partial<MadeUpLeaf>): MadeUpLeaf => ({
    item,
    dimension: 'dimension1',
    weight: 'equal',
    isDiagnostic: false,
    highest: 10,
    level: 7,
    used: 1,
    isClustered: line.isClustered ?? false,
    dontKnow: 0,
    isRouted: false,
    ...more,
  });
  const { second = { used: 1, weight: 0.5 } } = line;
  return {
    areas: Array.from({ length: line.strata }, (_, at) => ({
      code: `a${at + 1}`,
      share: 1 / line.strata,
      level: (at % 3) / 3,
    })),
    dimensions: [{ name: 'dimension1', weight: 1 }],
    leaves: [
      leaf('q1', { weight: 1 - second.weight }),
      leaf('q2', { weight: second.weight, used: second.used, level: 6 }),
    ],
    units: line.units,
    unitSize: line.unitSize,
    unevenness: line.unevenness ?? 0,
    hasSingleUnit: line.hasSingleUnit ?? false,
    hasEqualWeights: false,
    margins: 'none',
    alternatives: false,
    indicators: [],
    minimumPlan: 4000,
    flagged: 0,
  };
}

/** Draws the line once, and notes which of its intervals hold what is true. */
export function lookAtCoverage(findings: Findings, line: CoverageLine, seed: string): void {
  const district = districtOf(line);
  // The streets are strata and no areas of the report, which would cost a ranking each time.
  const [here] = district.areas;
  const files = madeUpFiles({ ...district, areas: [here!] });
  const everybody = madeUpAnswers(district, seed).map((row) => ({
    ...row,
    area: here!.code,
    answers: { ...row.answers, home: here!.code },
  }));
  const parts = partsOf(line);
  const programme = programmeOf(parts ? inSeveralForms(files, parts) : files);
  const shares = sharesOf(parts ?? []);
  const rows = parts ? drawnToForms(everybody, programme, shares, seed) : everybody;
  const { sealed, release } = drafted({ programme, rows, shares });
  const [first, second] = district.leaves as [MadeUpLeaf, MadeUpLeaf];
  const score = (point: number) => (100 * (point - 1)) / 9;
  const truth = new Map([
    ['itemScore/q1', trueMean(district, first, score)],
    ['itemScore/q2', trueMean(district, second, score)],
    ['satisfactionRate/q1', trueMean(district, first, (point) => Number(point >= 7))],
    ['satisfactionRate/q2', trueMean(district, second, (point) => Number(point >= 7))],
    [
      'index/overall',
      (first.weight as number) * trueMean(district, first, score) +
        (second.weight as number) * trueMean(district, second, score),
    ],
  ]);
  const isThin = rows.filter(({ answers }) => typeof (answers as Answers)['q2'] === 'number').length < 10;
  const isWhole = release.nodes.every(({ leftOut }) => leftOut.length === 0);
  const other = new Map(release.references.map((each) => [each.to, each.key]));
  for (const { key, estimate, standing } of sealed.figures) {
    const wanted = truth.get(key) ?? truth.get(other.get(key) ?? '');
    if (
      wanted === undefined ||
      !isEstimable(estimate) ||
      (standing !== 'full' && standing !== 'intervalOnly')
    )
      continue;
    if (key === 'index/overall' && !isWhole) continue;
    const kind = key.startsWith('satisfactionRate')
      ? 'rate'
      : key === 'index/overall' && isThin
        ? 'thin'
        : 'mean';
    const name = `${line.name}: ${key === 'index/overall' ? 'index' : key} (${standing === 'full' ? kind : 'interval only'})`;
    findings.count(`drawn ${name}`);
    if (holds(estimate, wanted)) findings.count(`held ${name}`);
  }
}

function partsOf({ firstForm }: CoverageLine): readonly PartForm[] | undefined {
  if (firstForm === undefined) return undefined;
  return [
    { name: 'first', share: firstForm, asks: ['q1'] },
    { name: 'second', share: 1 - firstForm, asks: ['q2'] },
  ];
}

const holds = ({ interval: [low, high] }: Estimate, truth: number) => low <= truth && truth <= high;

/** Of fewer samples, such as a line has now and then by chance, a share says nothing. */
const LEAST_SAMPLES = 10;

/** Lowest and highest share of samples whose interval holds, by what the figure is. */
const BANDS: Readonly<Record<string, readonly [number, number]>> = {
  mean: [0.94, 0.96],
  rate: [0.94, 1],
  thin: [0.94, 1],
  'interval only': [0.93, 1],
};

/** As three standard errors of a normal distribution, on one side. */
const LEAST_CHANCE = 0.00135;

/** Whether so few or fewer of all come about often enough where each has this probability. */
function isChance(few: number, all: number, probability: number): boolean {
  if (few >= all * probability) return true;
  return betaCumulative(1 - probability, all - few, few + 1) >= LEAST_CHANCE;
}

export function judgeCoverage(findings: Findings): readonly string[] {
  return [...findings.counts.keys()]
    .filter((each) => each.startsWith('drawn '))
    .map((drawn) => {
      const name = drawn.slice('drawn '.length);
      const [all, held] = [findings.of(drawn), findings.of(`held ${name}`)];
      const [low, high] = BANDS[/\(([^()]+)\)$/.exec(name)![1]!]!;
      const share = held / all;
      findings.expect(
        all < LEAST_SAMPLES || (isChance(held, all, low) && isChance(all - held, all, 1 - high)),
        'an interval of 95 % holds the truth as often as it says',
        () => `${name}: ${(100 * share).toFixed(2)} % of ${all}`,
      );
      return `${name}: ${(100 * share).toFixed(2)} % of ${all}`;
    });
}
