import type { SeededRandom } from '../../numeric/seeded-random.ts';

/** A leaf of the index of a made-up programme: its item, and what people think of it. */
export interface MadeUpLeaf {
  readonly item: string;
  readonly dimension: string;
  /** Share of its dimension; `equal` for 1 / k. */
  readonly weight: number | 'equal';
  readonly isDiagnostic: boolean;
  readonly highest: 5 | 10;
  /** Mean of what people would answer were the scale endless, in points of 1-10. */
  readonly level: number;
  /** Share of residents who use it. */
  readonly used: number;
  /** Whether users live together: half of the units have nearly all of them. */
  readonly isClustered: boolean;
  readonly dontKnow: number;
  /** Asked only of those who said in a question before that they use it. */
  readonly isRouted: boolean;
}

/** Where people live, what they think, and how they are drawn: everything that is true of a made-up programme. */
export interface MadeUpDistrict {
  readonly areas: readonly { readonly code: string; readonly share: number; readonly level: number }[];
  /** Shares of the parent, or `equal`. */
  readonly dimensions: readonly { readonly name: string; readonly weight: number | 'equal' }[];
  readonly leaves: readonly MadeUpLeaf[];
  /** Primary units drawn of each area, the respondents of each, and how uneven these are (coefficient of variation). */
  readonly units: number;
  readonly unitSize: number;
  readonly unevenness: number;
  /** One area has a single primary unit. */
  readonly hasSingleUnit: boolean;
  /** Every response weighs 1; else by area and household. */
  readonly hasEqualWeights: boolean;
  readonly margins: 'none' | 'age' | 'ageAndHome';
  readonly alternatives: boolean;
  readonly indicators: readonly ('awareness' | 'participation' | 'problems' | 'netPromoter')[];
  readonly minimumPlan: number;
  /** Share of respondents who say that somebody asked them for high marks; they are flagged. */
  readonly flagged: number;
}

/** Spread of answers between units, between people of a unit, and between the answers of one person. */
export const SPREAD = { unit: 0.4, person: 0.8, answer: 1.4 } as const;

export interface DistrictSize {
  readonly areas?: number;
  readonly most?: { readonly dimensions: number; readonly leaves: number };
  readonly respondents?: number;
}

/** Any district: trees of 2-4 dimensions of 1-4 leaves, 2-6 areas, indicators of every method. */
export function madeUpDistrict(random: SeededRandom, size: DistrictSize = {}): MadeUpDistrict {
  const pick = <Value>(values: readonly Value[]) => values[random.integer(values.length)]!;
  const between = (least: number, most: number) => least + random.integer(most - least + 1);
  const happens = (share: number) => random.next() < share;
  const count = size.areas ?? between(2, 6);
  const sizes = Array.from({ length: count }, () => 0.4 + random.next());
  const all = sizes.reduce((sum, each) => sum + each, 0);
  const most = size.most ?? { dimensions: 4, leaves: 4 };
  const isEqual = happens(0.5);
  const highest = happens(0.8) ? 10 : 5;
  const dimensionCount = between(2, Math.max(2, most.dimensions));
  const dimensions = shares(random, dimensionCount, isEqual).map((weight, at) => ({
    name: `dimension${at + 1}`,
    weight,
  }));
  const leaves = dimensions.flatMap(({ name }, at) =>
    shares(random, between(1, most.leaves), isEqual).map((weight, leaf): MadeUpLeaf => ({
      item: `q${at + 1}${leaf + 1}`,
      dimension: name,
      weight,
      isDiagnostic: false,
      highest,
      level: 5.5 + 3 * random.next(),
      used: pick([1, 1, 0.9, 0.7, 0.4, 0.1]),
      isClustered: happens(0.3),
      dontKnow: pick([0, 0.02, 0.05, 0.1]),
      isRouted: happens(0.3),
    })),
  );
  const units = between(4, 10);
  const respondents = size.respondents ?? pick([60, 120, 250, 500]) * Math.min(count, 3);
  return {
    areas: sizes.map((share, at) => ({
      code: `a${at + 1}`,
      share: share / all,
      level: 0.6 * random.normal(),
    })),
    dimensions,
    leaves: happens(0.2) ? [...leaves, { ...leaves[0]!, item: 'q91', isDiagnostic: true }] : leaves,
    units,
    unitSize: respondents / (count * units),
    unevenness: pick([0, 0.5, 0.8]),
    hasSingleUnit: happens(0.2),
    hasEqualWeights: happens(0.5),
    margins: pick(['none', 'none', 'age', 'ageAndHome'] as const),
    alternatives: happens(0.7),
    indicators: (['awareness', 'participation', 'problems', 'netPromoter'] as const).filter(() =>
      happens(0.6),
    ),
    minimumPlan: 4000,
    flagged: pick([0, 0, 0.03, 0.1]),
  };
}

/** Weights of k parts in hundredths that sum to 1, or `equal`. */
function shares(random: SeededRandom, count: number, isEqual: boolean): readonly (number | 'equal')[] {
  if (isEqual) return Array.from({ length: count }, () => 'equal' as const);
  let left = 100;
  return Array.from({ length: count }, (_, at) => {
    const after = count - at - 1;
    const share = after === 0 ? left : 5 + random.integer(Math.max(1, left - 5 - 10 * after));
    left -= share;
    return share / 100;
  });
}
