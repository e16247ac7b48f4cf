import { seededRandom, type SeededRandom } from '../../numeric/seeded-random.ts';
import { drafted, type Drafted } from './drafted.test-data.ts';
import type { Findings } from './findings.test-data.ts';
import { madeUpAnswers } from './made-up-answers.test-data.ts';
import { madeUpDistrict, type MadeUpDistrict } from './made-up-district.test-data.ts';
import { madeUpFiles, programmeOf } from './made-up-files.test-data.ts';

const PERIODS = ['2020', '2021', '2022', '2023', '2024', '2025'];
const words = { 'zh-Hans': '逐年上升', en: 'rises each year' };
const target = {
  name: 'promise',
  text: words,
  source: words,
  departments: ['works'],
  measure: { form: 'short', statistic: 'index', of: 'overall', population: words },
  operator: { kind: 'risingEachYear', base: PERIODS[0], periods: PERIODS.slice(1) },
};

/** What happens in a year besides. */
type Happening = 'nothing' | 'noWave' | 'reworded' | 'rescored' | 'fewAnswers' | 'renamed';

/**
 * A promise that an index rises each year over a history of rises and falls, in which waves are missing, words and
 * conventions change, names are others and samples are too small: broken once, it is not met any more within its term.
 */
export function lookAtPromises(findings: Findings, seed: string): void {
  const random = seededRandom(seed);
  const district = steady(random);
  const earlier: Drafted[] = [];
  let lift = 0;
  let isBroken = false;
  const edits: Happening[] = [];
  const told: string[] = [];
  for (const period of PERIODS) {
    const happens: Happening = period === PERIODS[0] ? 'nothing' : happening(random);
    const step = period === PERIODS[0] ? 0 : [-0.7, 0, 0.7, 0.7][random.integer(4)]!;
    lift += step;
    edits.push(happens);
    told.push(`${period} ${step} ${happens}`);
    if (happens === 'noWave') continue;
    const size = happens === 'fewAnswers' ? { ...district, unitSize: 1 } : district;
    const rows = madeUpAnswers(size, `${seed} ${period}`, { lift });
    const made = drafted({ programme: programmeAfter(district, edits), rows, period, earlier: [...earlier] });
    earlier.push(made);
    const { judgement, term } = made.release.targets[0]!;
    const pairs = term?.pairs ?? [];
    const expect = (isKept: boolean, promise: string) =>
      findings.expect(
        isKept,
        promise,
        () => `seed ${seed}, ${told.join(', ')}: ${JSON.stringify({ judgement, pairs }).slice(0, 500)}`,
      );
    const fell = pairs.some(({ outcome }) => outcome === 'fell');
    findings.count(`promise ${judgement.verdict}`);
    for (const { outcome } of pairs) findings.count(`pair ${outcome}`);
    expect(!isBroken || judgement.verdict === 'notMet', 'a promise broken once is not met in its term');
    expect(
      fell === (judgement.verdict === 'notMet'),
      'a promise is broken by a pair that fell, and by nothing else',
    );
    const past = pairs.filter(({ outcome }) => outcome !== 'ahead');
    expect(
      judgement.verdict !== 'met' || (past.length > 0 && past.every(({ outcome }) => outcome === 'rose')),
      'a promise is met while every pair rose',
    );
    expect(
      period === PERIODS[0] || pairs.length === PERIODS.length - 1,
      'all pairs of the term are told, from its base on',
    );
    isBroken ||= judgement.verdict === 'notMet';
  }
  if (isBroken) findings.count('histories with a broken promise');
}

function happening(random: SeededRandom): Happening {
  const drawn = random.next();
  if (drawn < 0.12) return 'noWave';
  if (drawn < 0.22) return 'reworded';
  if (drawn < 0.32) return 'rescored';
  if (drawn < 0.4) return 'fewAnswers';
  return drawn < 0.5 ? 'renamed' : 'nothing';
}

function steady(random: SeededRandom): MadeUpDistrict {
  const drawn = madeUpDistrict(random, { areas: 1, most: { dimensions: 2, leaves: 1 } });
  const leaves = drawn.leaves.slice(0, 2).map((leaf) => ({
    ...leaf,
    used: 1,
    level: 6.5,
    isRouted: false,
    isDiagnostic: false,
    highest: 10 as const,
  }));
  return {
    ...drawn,
    leaves,
    units: 25,
    unitSize: 16,
    hasSingleUnit: false,
    indicators: [],
    minimumPlan: 40_000,
  };
}

/** Each year keeps what the years before changed. */
function programmeAfter(district: MadeUpDistrict, happened: readonly Happening[]) {
  const files = madeUpFiles(district);
  const count = (what: Happening) => happened.filter((each) => each === what).length;
  files['targets.json']!['targets'] = [target];
  if (count('renamed') > 0) {
    const of = `overall_${count('renamed')}`;
    (files['indices/short.json']!['root'] as { name: string }).name = of;
    files['targets.json']!['targets'] = [
      { ...target, name: `promise_${count('renamed')}`, measure: { ...target.measure, of } },
    ];
  }
  const [leaf] = district.leaves;
  const item = (
    files['questionnaires/short.json']!['sections'] as { items: { name: string; text: object }[] }[]
  )[0]!.items;
  const asked = item.find(({ name }) => name === leaf!.item)!;
  if (count('reworded') > 0)
    asked.text = { 'zh-Hans': `问法${count('reworded')}`, en: `Wording ${count('reworded')}` };
  if (count('rescored') % 2 === 1) files['indices/short.json']!['convention'] = { kind: 'topBox', from: 8 };
  return programmeOf(files);
}
