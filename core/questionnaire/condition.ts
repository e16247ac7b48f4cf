import * as v from 'valibot';
import { daySchema } from './day.ts';
import { answerTo, isMissingAnswer, type Answers } from './answer.ts';

/**
 * When an item applies, a response ends, or a flag is raised: a closed tree, no expression language.
 *
 * | condition              | true when the answer to `item` is ...                               |
 * |------------------------|---------------------------------------------------------------------|
 * | `{item, is}`           | this option code, or this number                                    |
 * | `{item, in}`           | one of these option codes or numbers                                |
 * | `{item, includes}`     | a choice of several that contains this option code                  |
 * | `{item, atMost}`       | a number not above                                                  |
 * | `{item, atLeast}`      | a number not below                                                  |
 * | `{item, before}`       | a day before this one                                               |
 * | `{item, after}`        | a day after this one                                                |
 * | `{item, answered}`     | given and not missing (`true`), or absent or missing (`false`)      |
 * | `{all}` `{any}` `{not}`| every / at least one / the contrary                                 |
 *
 * An absent or missing answer makes every comparison false.
 */
export type Condition =
  | { readonly item: string; readonly is: string | number }
  | { readonly item: string; readonly in: readonly (string | number)[] }
  | { readonly item: string; readonly includes: string }
  | { readonly item: string; readonly atMost: number }
  | { readonly item: string; readonly atLeast: number }
  | { readonly item: string; readonly before: string }
  | { readonly item: string; readonly after: string }
  | { readonly item: string; readonly answered: boolean }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

const code = v.union([v.string(), v.number()]);

export const conditionSchema: v.GenericSchema<Condition> = v.lazy(() =>
  v.union([
    v.strictObject({ item: v.string(), is: code }),
    v.strictObject({ item: v.string(), in: v.pipe(v.array(code), v.minLength(1)) }),
    v.strictObject({ item: v.string(), includes: v.string() }),
    v.strictObject({ item: v.string(), atMost: v.number() }),
    v.strictObject({ item: v.string(), atLeast: v.number() }),
    v.strictObject({ item: v.string(), before: daySchema }),
    v.strictObject({ item: v.string(), after: daySchema }),
    v.strictObject({ item: v.string(), answered: v.boolean() }),
    v.strictObject({ all: v.pipe(v.array(conditionSchema), v.minLength(1)) }),
    v.strictObject({ any: v.pipe(v.array(conditionSchema), v.minLength(1)) }),
    v.strictObject({ not: conditionSchema }),
  ]),
);

export function holds(condition: Condition, answers: Answers): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, answers));
  if ('any' in condition) return condition.any.some((part) => holds(part, answers));
  if ('not' in condition) return !holds(condition.not, answers);
  const answer = answerTo(answers, condition.item);
  if ('answered' in condition) {
    return (answer !== undefined && !isMissingAnswer(answer)) === condition.answered;
  }
  if ('is' in condition) return answer === condition.is;
  if ('in' in condition) return condition.in.some((code) => code === answer);
  if ('includes' in condition) return Array.isArray(answer) && answer.includes(condition.includes);
  if ('before' in condition) return typeof answer === 'string' && answer < condition.before;
  if ('after' in condition) return typeof answer === 'string' && answer > condition.after;
  if (typeof answer !== 'number') return false;
  return 'atMost' in condition ? answer <= condition.atMost : answer >= condition.atLeast;
}

/** The items a condition looks at, with repetitions. */
export function itemsOf(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(itemsOf);
  if ('any' in condition) return condition.any.flatMap(itemsOf);
  if ('not' in condition) return itemsOf(condition.not);
  return [condition.item];
}

/** How deep a condition is nested (a single comparison is 1) and how many parts it has in all. */
export function extent(condition: Condition): { readonly depth: number; readonly parts: number } {
  const inner =
    'all' in condition
      ? condition.all
      : 'any' in condition
        ? condition.any
        : 'not' in condition
          ? [condition.not]
          : [];
  const extents = inner.map(extent);
  return {
    depth: 1 + Math.max(0, ...extents.map((each) => each.depth)),
    parts: 1 + extents.reduce((sum, each) => sum + each.parts, 0),
  };
}
