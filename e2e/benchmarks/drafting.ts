import { seededRandom } from '../../core/numeric/seeded-random.ts';
import { contentHash } from '../../core/content-hash.ts';
import { drafted, type Drafted } from '../../core/release/made-up/drafted.test-data.ts';
import { madeUpAnswers } from '../../core/release/made-up/made-up-answers.test-data.ts';
import { madeUpFiles, programmeOf } from '../../core/release/made-up/made-up-files.test-data.ts';
import type { Release as Format1 } from '../../core/release/format-1/format-1.ts';
import type { ResponseRow } from '../../core/release/measure/wave-columns.ts';
import { demonstrationWaves } from '../trials/released/attacker/demonstration-waves.ts';
import type { BuildOfBefore } from './build-of-before.ts';
import { largeDistrict, type LargeDistrict } from './large-district.ts';

const RESPONSES = 18_000;
const GOAL_OVER_BEFORE = 1.5;
const GOAL_SECONDS = 10;

/** The time of a draft beside that of an earlier version, columns included, in turns. */
export function drafting(old: BuildOfBefore, pairs: number): boolean {
  const isQuick = manyHidden();
  const { programme, waves } = demonstrationWaves(2);
  const enlarged = waves.map(({ period, rows }) => ({ period, rows: times(rows, RESPONSES) }));
  const draftNow = (): Drafted => {
    const earlier: Drafted[] = [];
    for (const { period, rows } of enlarged)
      earlier.push(drafted({ programme, rows, period, earlier: earlier.slice(-1) }));
    return earlier.at(-1)!;
  };
  const draftBefore = () => draftOld(old, programme, enlarged);
  const ratios: number[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const [theirs, ours] = [millisecondsOf(draftBefore), millisecondsOf(draftNow)];
    console.log(`  two waves of ${RESPONSES}: before ${theirs.toFixed(0)} ms, now ${ours.toFixed(0)} ms`);
    ratios.push(ours / theirs);
  }
  ratios.sort((a, b) => a - b);
  const middle = ratios[Math.floor(ratios.length / 2)]!;
  console.log(
    `two waves of ${RESPONSES} responses, ${programme.areas.length} areas: ${middle.toFixed(2)} times the time of before ` +
      `(${ratios[0]!.toFixed(2)} to ${ratios.at(-1)!.toFixed(2)}; goal ${GOAL_OVER_BEFORE})`,
  );
  return isQuick && middle <= GOAL_OVER_BEFORE;
}

/** Drafts waves one after another as the earlier version does; the last is returned. */
export function draftOld(
  old: BuildOfBefore,
  programme: Drafted['programme'],
  waves: readonly { readonly period: string; readonly rows: readonly ResponseRow[] }[],
): Format1 {
  const form = programme.forms[0]!;
  let before: Format1 | undefined;
  for (const { period, rows } of waves) {
    before = old.draftRelease({
      wave: { id: `wave-${period}`, title: programme.title, period, kind: 'survey' },
      number: 1,
      programme,
      form,
      document: contentHash(programme),
      software: 'before',
      columns: old.waveColumns(form.questionnaire, rows),
      byChannel: { invitation: rows.length },
      ...(before ? { before: { hash: contentHash(before), release: before } } : {}),
    });
  }
  return before!;
}

/** The rows again and again under other ids, in units of their own, until there are so many. */
function times(rows: readonly ResponseRow[], count: number): readonly ResponseRow[] {
  return Array.from({ length: count }, (_, at) => {
    const row = rows[at % rows.length]!;
    const round = Math.floor(at / rows.length);
    return { ...row, id: `${row.id} ${round}`, primaryUnit: `${row.primaryUnit} ${round % 3}` };
  });
}

const crowded: LargeDistrict = {
  streets: 20,
  units: 10,
  respondents: 6000,
  blocks: 6,
  leavesOfBlock: 5,
  isFor: () => 1,
  drawn: 6,
};

/** 20 areas and 30 leaves, of whose cells a tenth has fewer than ten answers. */
function manyHidden(): boolean {
  const district = largeDistrict(crowded);
  const random = seededRandom('many hidden');
  const few = new Set(
    district.areas.flatMap(({ code }) =>
      district.leaves.flatMap(({ item }) => (random.next() < 0.1 ? [`${item}@${code}`] : [])),
    ),
  );
  const seen = new Map<string, number>();
  const rows = madeUpAnswers(district, 'many hidden').map((row): ResponseRow => {
    const answers = Object.entries(row.answers).map(([item, answer]) => {
      const cell = `${item}@${row.area}`;
      if (!few.has(cell) || typeof answer !== 'number') return [item, answer];
      seen.set(cell, (seen.get(cell) ?? 0) + 1);
      return [
        item,
        seen.get(cell)! <= 1 + ((cell.length + Number(row.area!.slice(1))) % 9)
          ? answer
          : { missing: 'notUsed' },
      ];
    });
    return { ...row, answers: Object.fromEntries(answers) as ResponseRow['answers'] };
  });
  const programme = programmeOf(madeUpFiles(district));
  let made: Drafted | undefined;
  const seconds = millisecondsOf(() => (made = drafted({ programme, rows }))) / 1000;
  const byArea = made!.release.figures.filter(({ area }) => area !== undefined);
  const hidden = byArea.filter(({ cell }) => 'suppressed' in cell);
  console.log(
    `20 areas x 30 leaves: ${few.size} cells of under ten answers, ${hidden.length} of ${byArea.length} figures by area hidden, ` +
      `drafted in ${seconds.toFixed(1)} s (goal ${GOAL_SECONDS})`,
  );
  return seconds <= GOAL_SECONDS;
}

/** Of the processor, which other work on the machine hardly moves. */
function millisecondsOf(work: () => unknown): number {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}
