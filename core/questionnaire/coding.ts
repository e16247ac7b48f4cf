import { ABSENT, DONT_KNOW, NOT_USED, REFUSED } from '../estimation/figures/coded-column.ts';
import { isMissingAnswer, type Answer, type MissingAnswer, type MissingReason } from './answer.ts';
import { typeOf, type Item } from './question-types/question-types.ts';
import { isCoded, variableKindOf, type Variable } from './question-types/variable.ts';
import { itemsOfQuestionnaire, type Questionnaire } from './questionnaire.ts';

/** The numbers that stand for missing answers in data files, by the field's custom; never inside an answer. */
export const exportCodes: Readonly<Record<MissingReason, number>> = {
  notUsed: 97,
  dontKnow: 98,
  refused: 99,
};

const missingCodes: Readonly<Record<MissingReason, number>> = {
  notUsed: NOT_USED,
  dontKnow: DONT_KNOW,
  refused: REFUSED,
};

export interface ItemVariable {
  readonly item: Item;
  readonly variable: Variable;
}

/** All variables of a questionnaire, in its order: the columns of its data set. */
export function variablesOf(questionnaire: Questionnaire): readonly ItemVariable[] {
  return itemsOfQuestionnaire(questionnaire).flatMap((item) =>
    typeOf(item)
      .variables(item)
      .map((variable) => ({ item, variable })),
  );
}

/**
 * The codes of one answer, one for each variable of the item: a place on the scale or in the options, a
 * quantity, or a negative constant that says why there is none.
 */
export function codesOf(item: Item, answer: Answer | undefined): readonly number[] {
  const type = typeOf(item);
  if (isGiven(answer)) return type.code(item, answer);
  const code = missingCode(answer);
  return type
    .variables(item)
    .filter(isCoded)
    .map(() => code);
}

/** Whether there is a substantive answer. */
export function isGiven(answer: Answer | undefined): answer is Exclude<Answer, MissingAnswer> {
  return answer !== undefined && !isMissingAnswer(answer);
}

/** The code that all variables of an item have where there is no substantive answer. */
export function missingCode(answer: MissingAnswer | undefined): number {
  return answer === undefined ? ABSENT : missingCodes[answer.missing];
}

/** An answer as the cells of a data file, one for each variable of the item; `''` where it was not asked. */
export function cellsOf(item: Item, answer: Answer | undefined): readonly (string | number)[] {
  const variables = typeOf(item).variables(item);
  if (answer === undefined) return variables.map(() => '');
  if (isMissingAnswer(answer)) return variables.map(() => exportCodes[answer.missing]);
  const codes = typeOf(item).code(item, answer);
  return variables.map((variable, index) =>
    variableKindOf(variable).write(variable, codes[index] ?? 0, answer),
  );
}
