import type { MissingReason } from '../answer.ts';
import { exportCodes } from '../coding.ts';
import { typeOf, type Item } from '../question-types/question-types.ts';
import { variableKindOf } from '../question-types/variable.ts';

/** Missing answers an item offers whose code in data files is one of its answers: the two would be told apart by nobody. */
export function collidingCodes(item: Item): readonly (readonly [reason: MissingReason, code: number])[] {
  const offered = Object.keys(item.missing ?? {}) as MissingReason[];
  const variables = typeOf(item).variables(item);
  return offered
    .map((reason) => [reason, exportCodes[reason]] as const)
    .filter(([, code]) => variables.some((variable) => variableKindOf(variable).holds(variable, code)));
}
