import { seededRandom } from '../../numeric/seeded-random.ts';
import type { Programme } from '../../programme/programme.ts';
import type { ResponseRow } from '../measure/wave-columns.ts';
import { madeUpAnswers } from './made-up-answers.test-data.ts';
import { madeUpDistrict } from './made-up-district.test-data.ts';
import { madeUpFiles, programmeOf } from './made-up-files.test-data.ts';

/** A wave with few answers to its first leaf in one area, and an exclusion in another. */
export interface ExclusionPlan {
  readonly seed: string;
  /** Answers to the first leaf in each area. */
  readonly answered: readonly number[];
  readonly excluded: number;
  readonly hasEqualWeights: boolean;
}
/** All answers of the wave, and those that are left. */
export interface WaveWithExclusion {
  readonly programme: Programme;
  readonly rows: readonly ResponseRow[];
  readonly excluded: ReadonlySet<string>;
  readonly without: readonly ResponseRow[];
  /** The area somebody was excluded in. */
  readonly changed: string;
}

/** A wave, and the same when answers of its third area were excluded: two releases that differ enough by themselves. */
export function waveWithExclusion({
  seed,
  answered,
  excluded,
  hasEqualWeights,
}: ExclusionPlan): WaveWithExclusion {
  const district = madeUpDistrict(seededRandom('two releases'), {
    areas: 4,
    most: { dimensions: 2, leaves: 1 },
  });
  const steady = {
    ...district,
    leaves: district.leaves
      .filter(({ item }) => item !== 'q91')
      .map((leaf) => ({
        ...leaf,
        used: 1,
        level: 6.5,
        isRouted: false,
        isDiagnostic: false,
        highest: 10 as const,
        dontKnow: 0,
      })),
    areas: district.areas.map((area) => ({ ...area, share: 0.25, level: 0 })),
    units: 12,
    unitSize: 3,
    unevenness: 0,
    hasEqualWeights,
    hasSingleUnit: false,
    indicators: [],
    margins: 'none' as const,
    flagged: 0,
  };
  const programme: Programme = programmeOf(madeUpFiles(steady));
  const codes = steady.areas.map(({ code }) => code);
  const { item } = steady.leaves[0]!;
  const seen = new Map<string, number>();
  const rows = madeUpAnswers(steady, seed).map((row): ResponseRow => {
    const number = (seen.get(row.area!) ?? 0) + 1;
    seen.set(row.area!, number);
    if (number <= answered[codes.indexOf(row.area!)]!) return row;
    return { ...row, answers: { ...row.answers, [item]: { missing: 'notUsed' } } };
  });
  const out = new Set(
    rows
      .filter(({ area }) => area === codes[2])
      .slice(0, excluded)
      .map(({ id }) => id),
  );
  return {
    programme,
    rows,
    excluded: out,
    without: rows.filter(({ id }) => !out.has(id)),
    changed: codes[2]!,
  };
}
