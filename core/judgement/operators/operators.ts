import { about } from './about.ts';
import { atLeast } from './at-least.ts';
import { atMost } from './at-most.ts';
import { below } from './below.ts';
import type { LevelKind, TrendKind } from './operator.ts';
import { within } from './within.ts';

/** Every operator on a level. A new one is a file, and a line here. */
export const levelOperators = { atLeast, atMost, below, within, about };

/** Every operator on changes: a line each. */
export const trendOperators = {
  rising: { isRise: true, isEachYear: false },
  falling: { isRise: false, isEachYear: false },
  risingEachYear: { isRise: true, isEachYear: true },
  fallingEachYear: { isRise: false, isEachYear: true },
} satisfies Readonly<Record<string, TrendKind>>;

type SettingsOf<Kind> = Kind extends LevelKind<infer Settings> ? Settings : never;
export type LevelOperator = {
  [Name in keyof typeof levelOperators]: SettingsOf<(typeof levelOperators)[Name]>;
}[keyof typeof levelOperators];
export type TrendOperator = {
  [Name in keyof typeof trendOperators]: { readonly kind: Name };
}[keyof typeof trendOperators];
/** What a target asks for. Thresholds are in the unit of the figure that is judged. */
export type TargetOperator = LevelOperator | TrendOperator;

/**
 * The kind of an operator on a level, ready to be used with it.
 *
 * @example
 * levelKindOf({ kind: 'below', threshold: 5 }).ends({ kind: 'below', threshold: 5 }); // [5]
 */
export function levelKindOf(operator: LevelOperator): LevelKind<LevelOperator> {
  return levelOperators[operator.kind] as LevelKind<LevelOperator>;
}

/**
 * Whether the operator is about a change between waves, not about a level.
 *
 * @example
 * isTrend({ kind: 'rising' }); // true
 * isTrend({ kind: 'atLeast', threshold: 80 }); // false
 */
export function isTrend(operator: TargetOperator): operator is TrendOperator {
  return Object.hasOwn(trendOperators, operator.kind);
}
