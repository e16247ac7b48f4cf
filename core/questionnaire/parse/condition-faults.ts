import type { Condition } from '../condition.ts';
import { typeOf, type Item } from '../question-types/question-types.ts';
import { variableKindOf, type Bounds } from '../question-types/variable.ts';

type Comparison = Extract<Condition, { readonly item: string }>;

/**
 * Comparisons with something the item can never answer: an option it does not have, a point off its scale.
 * `items` are those that stand before the condition.
 */
export function comparisonFaults(condition: Condition, items: ReadonlyMap<string, Item>): readonly string[] {
  if ('all' in condition) return condition.all.flatMap((part) => comparisonFaults(part, items));
  if ('any' in condition) return condition.any.flatMap((part) => comparisonFaults(part, items));
  if ('not' in condition) return comparisonFaults(condition.not, items);
  const item = items.get(condition.item);
  if (!item) return [];
  if (('before' in condition || 'after' in condition) && typeof boundsOf(item)?.[0] !== 'string') {
    return [`asks for a day before or after, and "${condition.item}" is answered by none`];
  }
  return expectedAnswers(condition).flatMap((answer) => {
    if (typeOf(item).check(item, answer) === undefined) return [];
    const shown = JSON.stringify(Array.isArray(answer) ? answer[0] : answer);
    return [`compares "${condition.item}" with ${shown}, which cannot be its answer`];
  });
}

/** Whether no set of answers makes it true, so far as each comparison alone can tell. */
export function isNeverTrue(condition: Condition, items: ReadonlyMap<string, Item>): boolean {
  if ('all' in condition) {
    return condition.all.some((part) => isNeverTrue(part, items)) || contradicts(condition.all);
  }
  if ('any' in condition) return condition.any.every((part) => isNeverTrue(part, items));
  if ('not' in condition) return false;
  const item = items.get(condition.item);
  if (!item) return true;
  if (isOfSize(condition)) return isBeyond(condition, item);
  const answers = expectedAnswers(condition);
  return answers.length > 0 && answers.every((answer) => typeOf(item).check(item, answer) !== undefined);
}

function expectedAnswers(comparison: Comparison): readonly unknown[] {
  if ('is' in comparison) return [comparison.is];
  if ('in' in comparison) return comparison.in;
  if ('includes' in comparison) return [[comparison.includes]];
  return [];
}

type OfSize = Extract<
  Comparison,
  { atMost: unknown } | { atLeast: unknown } | { before: unknown } | { after: unknown }
>;

const isOfSize = (comparison: Comparison): comparison is OfSize =>
  ['atMost', 'atLeast', 'before', 'after'].some((size) => size in comparison);

/** "At most 0" on a scale that begins at 1; any comparison of size with an item that has none. */
function isBeyond(comparison: OfSize, item: Item): boolean {
  const [lowest, highest] = boundsOf(item) ?? [];
  if (typeof lowest === 'number' && typeof highest === 'number') {
    if ('atMost' in comparison) return comparison.atMost < lowest;
    return !('atLeast' in comparison) || comparison.atLeast > highest;
  }
  if (typeof lowest !== 'string' || typeof highest !== 'string') return true;
  if ('before' in comparison) return comparison.before <= lowest;
  return !('after' in comparison) || comparison.after >= highest;
}

/** An item of several variables has several answers at once, and no size. */
function boundsOf(item: Item): Bounds | undefined {
  const [variable, ...others] = typeOf(item).variables(item);
  return variable && others.length === 0 ? variableKindOf(variable).bounds(variable) : undefined;
}

/** The same item required to be two different things at once. */
function contradicts(parts: readonly Condition[]): boolean {
  const required = new Map<string, string | number>();
  for (const part of parts) {
    if (!('is' in part)) continue;
    const other = required.get(part.item);
    if (other !== undefined && other !== part.is) return true;
    required.set(part.item, part.is);
  }
  return false;
}
