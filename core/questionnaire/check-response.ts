import { answerTo, isMissingAnswer, type Answer, type Answers } from './answer.ts';
import type { Issue } from './issue.ts';
import { typeOf, type Item } from './question-types/question-types.ts';
import { itemsOfQuestionnaire, type Questionnaire } from './questionnaire.ts';
import { followRoute, type Route } from './routing.ts';

/**
 * Everything that keeps these answers from being stored, in the order of the questionnaire, behind the first 20
 * items it does not know; `[]` when nothing does. The phone and the server call this same function.
 *
 * Answers to known items that do not apply are no issue: they are dropped (`followRoute(...).dropped`).
 *
 * @example
 * checkResponse(questionnaire, { overall: 11 });
 * // [{ item: 'overall', code: 'outOfRange', parameters: { lowest: 1, highest: 10 } }]
 */
export function checkResponse(
  questionnaire: Questionnaire,
  answers: Answers,
  route: Route = followRoute(questionnaire, answers),
): readonly Issue[] {
  const names = namesOf(questionnaire);
  const unknown = Object.keys(answers)
    .filter((name) => !names.has(name))
    .slice(0, MOST_UNKNOWN)
    .map((name): Issue => ({ item: name.slice(0, 64), code: 'unknownItem' }));
  return [...unknown, ...checkItems(route.items, answers)];
}

/** Of more than these nobody learns anything further. */
const MOST_UNKNOWN = 20;

const namesByQuestionnaire = new WeakMap<Questionnaire, ReadonlySet<string>>();

/** Gathered once for each questionnaire, not for each of its responses. */
function namesOf(questionnaire: Questionnaire): ReadonlySet<string> {
  const known = namesByQuestionnaire.get(questionnaire);
  if (known) return known;
  const names = new Set(itemsOfQuestionnaire(questionnaire).map((item) => item.name));
  namesByQuestionnaire.set(questionnaire, names);
  return names;
}

/** The same for some items only: what a person hears about on leaving one screen. */
export function checkItems(items: readonly Item[], answers: Answers): readonly Issue[] {
  const issues: Issue[] = [];
  for (const item of items) {
    const issue = checkAnswer(item, answerTo(answers, item.name));
    if (issue) issues.push(issue);
  }
  return issues;
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
