import { seededRandom } from '../../numeric/seeded-random.ts';
import type { ResponseRow } from '../measure/wave-columns.ts';
import { drafted } from './drafted.test-data.ts';
import type { Findings } from './findings.test-data.ts';
import { madeUpAnswers } from './made-up-answers.test-data.ts';
import { madeUpDistrict } from './made-up-district.test-data.ts';
import { madeUpFiles, programmeOf, satisfiedFrom } from './made-up-files.test-data.ts';

const words = { 'zh-Hans': '逐年上升', en: 'rises' };
const targets = [
  ['rate', 'satisfactionRate', 'whole'],
  ['score', 'itemScore', 'whole'],
  ['index', 'index', 'overall'],
].map(([name, statistic, of]) => ({
  name,
  text: words,
  source: words,
  departments: ['works'],
  measure: { form: 'short', statistic, of, population: words },
  operator: { kind: 'rising' },
}));

/** A district where nothing changes, and a programme that turns 2 to 6 of a hundred dissatisfied answers into "don't know". */
export function lookAtMovedAnswers(findings: Findings, seed: string): void {
  const random = seededRandom(seed);
  const drawn = madeUpDistrict(random, { areas: 1, respondents: 1200, most: { dimensions: 2, leaves: 1 } });
  const leaves = drawn.leaves.map((leaf) => ({
    ...leaf,
    used: 1,
    level: 7.2,
    isRouted: false,
    isDiagnostic: false,
  }));
  const district = {
    ...drawn,
    leaves: leaves.slice(0, 2),
    units: 40,
    unitSize: 30,
    hasSingleUnit: false,
    indicators: [],
  };
  const files = madeUpFiles(district);
  files['targets.json']!['targets'] = targets;
  files['programme.json']!['settings'].plan.sampleSize = 20_000;
  const programme = programmeOf(files);
  const first = drafted({ programme, rows: madeUpAnswers(district, `${seed} before`), period: '2025' });
  const moved = 0.02 + 0.04 * random.next();
  const share =
    moved / shareOfDissatisfied(madeUpAnswers(district, `${seed} after`), satisfiedFrom(district));
  const rows = madeUpAnswers(district, `${seed} after`).map((row): ResponseRow => {
    const answers = Object.entries(row.answers).map(([item, answer]) => {
      const isMoved = typeof answer === 'number' && answer < satisfiedFrom(district) && random.next() < share;
      return [item, isMoved ? { missing: 'dontKnow' } : answer];
    });
    return { ...row, answers: Object.fromEntries(answers) as ResponseRow['answers'] };
  });
  const { release } = drafted({ programme, rows, earlier: [first] });
  for (const { name, figure, judgement } of release.targets) {
    findings.count(`moved: looked at ${name}`);
    if (judgement.verdict === 'met') findings.count(`moved: met ${name}`);
    if (release.comparison!.changes.some(({ key, word }) => key === figure && word === 'rose')) {
      findings.count(`moved: word rose of ${name}`);
    }
  }
}

function shareOfDissatisfied(rows: readonly ResponseRow[], from: number): number {
  const given = rows.map(({ answers }) => answers['whole']).filter((answer) => typeof answer === 'number');
  return given.filter((answer) => answer < from).length / given.length;
}

export function judgeMoved(findings: Findings): void {
  for (const { name } of targets) {
    for (const found of ['met', 'word rose of']) {
      const [all, told] = [findings.of(`moved: looked at ${name}`), findings.of(`moved: ${found} ${name}`)];
      findings.expect(
        told / all <= 0.05 + 3 * Math.sqrt((0.05 * 0.95) / all),
        'answers moved to "don\'t know" are no rise',
        () => `${name}: ${found} ${told} of ${all}`,
      );
    }
  }
}
