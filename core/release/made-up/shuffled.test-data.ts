import { canonicalJson } from '../../canonical-json.ts';
import { seededRandom } from '../../numeric/seeded-random.ts';
import { drafted, type Drafted, type WaveToDraft } from './drafted.test-data.ts';
import { harmlessEdits } from './edits.test-data.ts';
import type { Findings } from './findings.test-data.ts';
import { madeUpAnswers } from './made-up-answers.test-data.ts';
import { madeUpDistrict } from './made-up-district.test-data.ts';
import { madeUpFiles, programmeOf, type MadeUpFiles } from './made-up-files.test-data.ts';
import { addTargets } from './made-up-targets.test-data.ts';

/** Orders and names in which nothing lies: no number of the document may hang on them. */
const REORDERED = [
  'names of areas',
  'order of items',
  'order of dimensions',
  'order of files and of what stands in them',
];

export function lookAtOrders(findings: Findings, seed: string): void {
  const random = seededRandom(seed);
  const district = madeUpDistrict(random, { areas: 3, respondents: 300 });
  const waves = [
    { period: '2025', rows: madeUpAnswers(district, `${seed} before`) },
    { period: '2026', rows: madeUpAnswers(district, `${seed} after`, { lift: 0.3 }) },
  ];
  const draftBoth = (edit: (files: MadeUpFiles) => void, order: (wave: WaveToDraft) => WaveToDraft) => {
    const earlier: Drafted[] = [];
    for (const wave of waves) {
      const files = madeUpFiles(district);
      addTargets(files, district, seededRandom(`${seed} targets`));
      edit(files);
      earlier.push(drafted({ ...order({ ...wave, programme: programmeOf(files) }), earlier: [...earlier] }));
    }
    return numbersOf(earlier.at(-1)!);
  };
  const as = (wave: WaveToDraft) => wave;
  const plain = draftBoth(() => undefined, as);
  const compare = (what: string, other: ReadonlyMap<string, string>) => {
    for (const [key, number] of plain) {
      findings.expect(
        other.get(key) === number,
        'no order and no name moves a number',
        () => `seed ${seed}, ${what}: ${key} ${number}, then ${other.get(key)}`,
      );
    }
  };
  compare(
    'people',
    draftBoth(
      () => undefined,
      (wave) => ({ ...wave, rows: [...wave.rows].sort((a, b) => (a.contentHash < b.contentHash ? -1 : 1)) }),
    ),
  );
  for (const name of REORDERED) {
    const edit = harmlessEdits.find((each) => each.name === name)!;
    compare(
      name,
      draftBoth((files) => void edit.apply(files), as),
    );
  }
}

function numbersOf({ release }: Drafted): ReadonlyMap<string, string> {
  return new Map([
    ...release.figures.map(({ key, cell }) => [key, canonicalJson(cell)] as const),
    ...release.comparison!.changes.map((change) => [`change ${change.key}`, canonicalJson(change)] as const),
    ...release.targets.map((target) => [`target ${target.name}`, canonicalJson(target.judgement)] as const),
    ...release.rankings.flatMap(({ subject, areas }) =>
      areas.map((each) => [`ranking ${subject}@${each.area}`, canonicalJson(each)] as const),
    ),
  ]);
}
