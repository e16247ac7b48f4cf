import type { PublishedChange } from '../release.ts';
import { seededRandom } from '../../numeric/seeded-random.ts';
import { lookForContradictions } from './contradictions.test-data.ts';
import { drafted, type Drafted } from './drafted.test-data.ts';
import { definingEdits, harmlessEdits, type Edit } from './edits.test-data.ts';
import type { Findings } from './findings.test-data.ts';
import { madeUpAnswers } from './made-up-answers.test-data.ts';
import { madeUpDistrict } from './made-up-district.test-data.ts';
import { madeUpFiles, programmeOf } from './made-up-files.test-data.ts';
import { addTargets } from './made-up-targets.test-data.ts';

/**
 * The same answers as two waves, the second by edited files: a figure that is defined otherwise has a break and no word,
 * every other figure its line, on which nothing moved.
 *
 * @param share of the edits, by chance
 */
export function lookAtEdits(findings: Findings, seed: string, share: number): void {
  const random = seededRandom(seed);
  const district = madeUpDistrict(random, { areas: 2, respondents: 240 });
  const rows = madeUpAnswers(district, seed);
  const filesWithTargets = () => {
    const files = madeUpFiles(district);
    addTargets(files, district, seededRandom(`${seed} targets`));
    return files;
  };
  const first = drafted({ programme: programmeOf(filesWithTargets()), rows, period: '2025' });
  const unedited = drafted({ programme: programmeOf(filesWithTargets()), rows, earlier: [first] });
  const lined = new Set(unedited.release.comparison!.changes.map(({ key }) => key));
  for (const edit of [...definingEdits, ...harmlessEdits]) {
    // The threshold, by which any rate target could be met, is always among them.
    if (random.next() >= share && edit !== definingEdits[0]) continue;
    const files = filesWithTargets();
    const isDefinedOtherwise = edit.apply(files);
    if (!isDefinedOtherwise) continue;
    const second = drafted({ programme: programmeOf(files), rows, earlier: [first] });
    compare(findings, edit, isDefinedOtherwise, lined, second, seed);
    lookForContradictions(findings, second, `${seed}, ${edit.name}`);
  }
}

function compare(
  findings: Findings,
  edit: Edit,
  isDefinedOtherwise: NonNullable<ReturnType<Edit['apply']>>,
  lined: ReadonlySet<string>,
  { release }: Drafted,
  seed: string,
): void {
  const { breaks, changes } = release.comparison!;
  const broken = new Map(
    breaks.flatMap(({ reasons, figures }) => figures.map((key) => [key, reasons] as const)),
  );
  const lines = new Map(changes.map((change) => [change.key, change]));
  const expect = (isKept: boolean, promise: string, what: unknown) =>
    findings.expect(isKept, promise, () => `seed ${seed}, ${edit.name}: ${JSON.stringify(what)}`);
  findings.count(edit.part === undefined ? 'edits that define nothing' : 'edits that define');
  for (const figure of release.figures) {
    const line = lines.get(figure.key);
    const hasNoWord = line === undefined || (line.word !== 'rose' && line.word !== 'fell');
    expect(hasNoWord, 'the same answers never rose or fell', line);
    if (isDefinedOtherwise(figure)) {
      const reasons = broken.get(figure.key);
      const isBroken = line === undefined && (reasons !== undefined || !lined.has(figure.key));
      expect(isBroken || isOfCommonLeaves(edit, line), 'a figure defined otherwise has a break', figure.key);
      expect(!reasons || !edit.part || reasons.includes(edit.part), 'a break says its reason', [
        figure.key,
        reasons,
      ]);
    } else {
      expect(!broken.has(figure.key), 'no other figure has a break', [figure.key, broken.get(figure.key)]);
      expect(line !== undefined || !lined.has(figure.key), 'every other line goes on', figure.key);
      expect(!line || Math.abs(line.difference) < 1e-6, 'no other figure moves', line);
    }
  }
}

/** Over the leaves in common; or over the one that is left, which had a line of its own under another name. */
function isOfCommonLeaves({ part }: Edit, line: PublishedChange | undefined): boolean {
  return (
    part === 'leaves' && line !== undefined && (line.commonLeaves !== undefined || line.difference === 0)
  );
}
