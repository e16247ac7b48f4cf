import type { MissingReason } from '../answer.ts';
import { exportCodes } from '../coding.ts';
import { typeOf, type Item } from '../question-types/question-types.ts';
import type { Variable } from '../question-types/question-type.ts';

/** Missing answers an item offers whose code in data files is one of its answers: the two would be told apart by nobody. */
export function collidingCodes(item: Item): readonly (readonly [reason: MissingReason, code: number])[] {
  const offered = Object.keys(item.missing ?? {}) as MissingReason[];
  const variables = typeOf(item).variables(item);
  return offered
    .map((reason) => [reason, exportCodes[reason]] as const)
    .filter(([, code]) => variables.some((variable) => holds(variable, code)));
}

function holds(variable: Variable, code: number): boolean {
  if (variable.kind === 'quantity') return code >= variable.lowest && code <= variable.highest;
  return variable.kind === 'categories' && variable.values.some((value) => String(value) === String(code));
}
