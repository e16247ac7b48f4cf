import { answerTo, isMissingAnswer, type Answer, type Answers } from './answer.ts';
import type { Issue } from './issue.ts';
import { typeOf, type Item } from './question-types/question-types.ts';
import { itemsOfQuestionnaire, type Questionnaire } from './questionnaire.ts';
import { followRoute } from './routing.ts';

/**
 * Everything that keeps these answers from being stored, in the order of the questionnaire; `[]` when nothing
 * does. The phone and the server call this same function.
 *
 * Answers to known items that do not apply are no issue: they are dropped (`followRoute(...).dropped`).
 *
 * @example
 * checkResponse(questionnaire, { overall: 11 });
 * // [{ item: 'overall', code: 'outOfRange', parameters: { lowest: 1, highest: 10 } }]
 */
export function checkResponse(questionnaire: Questionnaire, answers: Answers): readonly Issue[] {
  const names = new Set(itemsOfQuestionnaire(questionnaire).map((item) => item.name));
  const unknown = Object.keys(answers)
    .filter((name) => !names.has(name))
    .map((name): Issue => ({ item: name.slice(0, 64), code: 'unknownItem' }));
  return [...unknown, ...checkItems(followRoute(questionnaire, answers).items, answers)];
}

/** The same for some items only: what a person hears about on leaving one screen. */
export function checkItems(items: readonly Item[], answers: Answers): readonly Issue[] {
  return items.flatMap((item) => checkAnswer(item, answerTo(answers, item.name)) ?? []);
}

function checkAnswer(item: Item, answer: Answer | undefined): Issue | undefined {
  if (answer === undefined) {
    return item.required === true ? { item: item.name, code: 'required' } : undefined;
  }
  if (isMissingAnswer(answer)) {
    if (item.missing?.[answer.missing] !== undefined) return undefined;
    return { item: item.name, code: 'missingNotOffered', parameters: { missing: answer.missing } };
  }
  const complaint = typeOf(item).check(item, answer);
  return complaint && { item: item.name, ...complaint };
}
