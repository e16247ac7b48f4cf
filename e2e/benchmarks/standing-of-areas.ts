import { drafted } from '../../core/release/made-up/drafted.test-data.ts';
import { madeUpFiles, programmeOf } from '../../core/release/made-up/made-up-files.test-data.ts';
import type { BuildOfBefore } from './build-of-before.ts';
import { draftOld } from './drafting.ts';
import { blockAnswers, largeDistrict, type LargeDistrict } from './large-district.ts';

const GOAL = 0.95;

const districts: readonly (readonly [string, LargeDistrict])[] = [
  [
    '2,400 interviews, 20 streets of 10 units, 4 of 8 blocks',
    { streets: 20, units: 10, respondents: 2400, blocks: 8, leavesOfBlock: 4, isFor: () => 1, drawn: 4 },
  ],
  [
    '2,400 interviews, 8 streets of 10 units, blocks for 100 to 15 % of people',
    {
      streets: 8,
      units: 10,
      respondents: 2400,
      blocks: 8,
      leavesOfBlock: 4,
      isFor: (block) => [1, 1, 0.9, 0.7, 0.5, 0.4, 0.3, 0.15][block]!,
      drawn: 4,
    },
  ],
];

/** Of the indices and dimensions by area that an earlier version had in full standing: how many keep it. */
export function standingOfAreas(samples: number, old: BuildOfBefore): boolean {
  let isMet = true;
  for (const [name, size] of districts) {
    const district = largeDistrict(size);
    const programme = programmeOf(madeUpFiles(district));
    const dimensions = new Set(district.dimensions.map((each) => each.name));
    const counts = {
      index: { all: 0, before: 0, now: 0, kept: 0 },
      dimensions: { all: 0, before: 0, now: 0, kept: 0 },
    };
    for (let sample = 0; sample < samples; sample += 1) {
      const rows = blockAnswers(size, district, `standing ${sample}`);
      const before = fullIn(draftOld(old, programme, [{ period: '2026', rows }]).figures);
      const { release } = drafted({ programme, rows });
      const now = fullIn(release.figures);
      for (const { key, statistic, subject, area } of release.figures) {
        if (statistic !== 'index' || area === undefined) continue;
        const count =
          subject === 'overall' ? counts.index : dimensions.has(subject) ? counts.dimensions : undefined;
        if (!count) continue;
        count.all += 1;
        count.before += Number(before.has(key));
        count.now += Number(now.has(key));
        count.kept += Number(before.has(key) && now.has(key));
      }
    }
    for (const [what, { all, before, now, kept }] of Object.entries(counts)) {
      console.log(
        `${name}: of ${all} ${what} by area in full standing before ${percent(before / all)}, now ${percent(now / all)}; ` +
          `${percent(kept / before)} keep it (goal 95 %)`,
      );
      isMet &&= kept / before >= GOAL;
    }
  }
  return isMet;
}

function fullIn(figures: readonly { readonly key: string; readonly cell: object }[]): ReadonlySet<string> {
  return new Set(
    figures.flatMap(({ key, cell }) => ('standing' in cell && cell.standing === 'full' ? [key] : [])),
  );
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
