import { seededRandom } from '../../core/numeric/seeded-random.ts';
import { madeUpAnswers } from '../../core/release/made-up/made-up-answers.test-data.ts';
import type { MadeUpDistrict, MadeUpLeaf } from '../../core/release/made-up/made-up-district.test-data.ts';
import type { ResponseRow } from '../../core/release/measure/wave-columns.ts';

/** A district with a block of questions for each dimension, some of which each respondent is asked. */
export interface LargeDistrict {
  readonly streets: number;
  readonly units: number;
  readonly respondents: number;
  readonly blocks: number;
  readonly leavesOfBlock: number;
  /** Share of residents a block is for, of each block in turn. */
  readonly isFor: (block: number) => number;
  /** Blocks drawn for each respondent of those that are for them. */
  readonly drawn: number;
}

export function largeDistrict(size: LargeDistrict): MadeUpDistrict {
  const dimensions = Array.from({ length: size.blocks }, (_, at) => ({
    name: `dimension${at + 1}`,
    weight: 'equal' as const,
  }));
  const leaves = dimensions.flatMap(({ name }, block) =>
    Array.from({ length: size.leavesOfBlock }, (_, at): MadeUpLeaf => ({
      item: `q${block + 1}_${at + 1}`,
      dimension: name,
      weight: 'equal',
      isDiagnostic: false,
      highest: 10,
      level: 7 + ((block + at) % 5) / 4,
      // 15 to 40 % have not used what is asked about.
      used: 0.85 - (0.25 * ((block * size.leavesOfBlock + at) % 6)) / 5,
      isClustered: false,
      dontKnow: 0.02,
      isRouted: false,
    })),
  );
  return {
    areas: Array.from({ length: size.streets }, (_, at) => ({
      code: `a${String(at + 1).padStart(2, '0')}`,
      share: 1 / size.streets,
      level: ((at % 5) - 2) / 5,
    })),
    dimensions,
    leaves,
    units: size.units,
    unitSize: size.respondents / (size.streets * size.units),
    unevenness: 0,
    hasSingleUnit: false,
    hasEqualWeights: false,
    margins: 'none',
    alternatives: true,
    indicators: ['awareness', 'participation', 'problems', 'netPromoter'],
    minimumPlan: size.respondents,
    flagged: 0,
  };
}

/** Its answers: of the blocks that are for a respondent some are drawn, and the others not asked. */
export function blockAnswers(
  size: LargeDistrict,
  district: MadeUpDistrict,
  seed: string,
): readonly ResponseRow[] {
  const random = seededRandom(`${seed} blocks`);
  return madeUpAnswers(district, seed).map((row) => {
    const eligible = Array.from({ length: size.blocks }, (_, block) => block).filter(
      (block) => random.next() < size.isFor(block),
    );
    const asked = new Set<number>();
    while (asked.size < Math.min(size.drawn, eligible.length)) {
      asked.add(eligible[random.integer(eligible.length)]!);
    }
    const answers = Object.entries(row.answers).filter(([item]) => {
      const [, block] = /^q(\d+)_\d+$/.exec(item) ?? [];
      return block === undefined || asked.has(Number(block) - 1);
    });
    return { ...row, answers: Object.fromEntries(answers) };
  });
}
