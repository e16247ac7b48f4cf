import {
  definitionParts,
  type DefinedItem,
  type DefinitionPart,
  type FigureDefinition,
} from '../definition.ts';

/** What a question is made of. */
const itemParts = [
  'wording',
  'scale',
  'missingCodes',
  'routing',
] as const satisfies readonly DefinitionPart[];
/** What may differ where an index has other leaves. */
const partsOfLeaves: ReadonlySet<DefinitionPart> = new Set(['leaves', ...itemParts]);

/**
 * Why the line of a figure ends: the parts of its definition that are others now; none where it goes on. Where leaves
 * came or went, their words are not counted as changed beside it.
 */
export function breaksBetween(before: FigureDefinition, now: FigureDefinition): readonly DefinitionPart[] {
  if (before.hash === now.hash) return [];
  const differing = new Set(definitionParts.filter((part) => before.parts[part] !== now.parts[part]));
  if (before.items && now.items) {
    const [gone, come] = [without(before.items, now.items), without(now.items, before.items)];
    for (const part of itemParts) {
      if (listed(gone, part) === listed(come, part) || gone.length === 0 || come.length === 0) {
        differing.delete(part);
      }
    }
    if (haveOtherShares(before.items, now.items)) differing.add('leaves');
  }
  // Two questions may have changed parts with each other, so that no part alone differs.
  if (differing.size === 0) differing.add(now.parts.indicator === undefined ? 'leaves' : 'indicator');
  return definitionParts.filter((part) => differing.has(part));
}

/** Whether two indices are the same but for their leaves and weights: then their common leaves may be compared. */
export function differsOnlyInLeaves(before: FigureDefinition, now: FigureDefinition): boolean {
  if (before.hash === now.hash || before.parts.leaves === undefined || now.parts.leaves === undefined) {
    return false;
  }
  return definitionParts.every((part) => partsOfLeaves.has(part) || before.parts[part] === now.parts[part]);
}

/** The leaves that two indices have in common, question by question. */
export interface CommonLeaves {
  /** Names of the leaves in each tree; they may have changed. */
  readonly names: readonly string[];
  readonly namesBefore: readonly string[];
  /** What part of each index they are. */
  readonly shareNow: number;
  readonly shareBefore: number;
  /**
   * Whether they stand to each other as before. Where they do not, both waves must be computed with the same weights:
   * else the change is partly that of the weights.
   */
  readonly haveSameWeights: boolean;
}

/** The leaves of both; `undefined` where there are none, or the figures are no indices. */
export function commonLeaves(before: FigureDefinition, now: FigureDefinition): CommonLeaves | undefined {
  const common = Object.entries(now.items ?? {}).flatMap(([identity, is]) => {
    const was = before.items?.[identity];
    return was?.share === undefined || is.share === undefined ? [] : [{ was, is }];
  });
  if (common.length === 0) return undefined;
  const shareNow = sumOf(common.map(({ is }) => is.share!));
  const shareBefore = sumOf(common.map(({ was }) => was.share!));
  return {
    names: common.flatMap(({ is }) => is.leaves).sort(),
    namesBefore: common.flatMap(({ was }) => was.leaves).sort(),
    shareNow,
    shareBefore,
    haveSameWeights: common.every(
      ({ was, is }) => Math.abs(was.share! / shareBefore - is.share! / shareNow) <= SAME_WEIGHT,
    ),
  };
}

/** Shares have 12 digits. */
const SAME_WEIGHT = 1e-10;

type Items = NonNullable<FigureDefinition['items']>;

function without(items: Items, others: Items): readonly DefinedItem[] {
  return Object.entries(items).flatMap(([identity, item]) => (Object.hasOwn(others, identity) ? [] : [item]));
}

function listed(items: readonly DefinedItem[], part: (typeof itemParts)[number]): string {
  return items
    .map((item) => item[part])
    .sort()
    .join();
}

/** Of the questions in both; what came or went is seen in the shares of all. */
function haveOtherShares(before: Items, now: Items): boolean {
  return Object.entries(now).some(([identity, { share }]) => {
    const was = before[identity];
    return was !== undefined && was.share !== share;
  });
}

function sumOf(shares: readonly number[]): number {
  return shares.reduce((sum, share) => sum + share, 0);
}
