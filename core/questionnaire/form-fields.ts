import { gather } from '../gather.ts';
import { isMissingAnswer, missingReasons, type Answer, type Answers } from './answer.ts';
import { typeOf, type Item } from './question-types/question-types.ts';

/**
 * Answers as the fields of an HTML form, so that a page without script, the same page with script and a test
 * client read and write them in one way. A missing answer is the value `~reason`; for typed answers it stands
 * in a field of its own (`name~missing`), which wins when nothing was typed.
 */
export type Field = readonly [name: string, value: string];

/** More than the form of any questionnaire has; a form with more is none of ours. */
export const MOST_FIELDS = 2000;

const MARK = '~';
export const missingValue = (reason: string) => `${MARK}${reason}`;
export const missingField = (item: string) => `${item}${MARK}missing`;

export function answersFromFields(items: readonly Item[], fields: Iterable<Field>): Answers {
  const valuesByName = new Map<string, string[]>();
  for (const [name, value] of fields) gather(valuesByName, name, value);
  const answers: Record<string, Answer> = {};
  for (const item of items) {
    const answer = readAnswer(
      item,
      valuesByName.get(item.name) ?? [],
      valuesByName.get(missingField(item.name)) ?? [],
    );
    if (answer !== undefined) answers[item.name] = answer;
  }
  return answers;
}

export function fieldsFromAnswers(items: readonly Item[], answers: Answers): readonly Field[] {
  return items.flatMap((item): readonly Field[] => {
    const answer = Object.hasOwn(answers, item.name) ? answers[item.name] : undefined;
    if (answer === undefined) return [];
    if (isMissingAnswer(answer)) return [[missingField(item.name), missingValue(answer.missing)]];
    return typeOf(item)
      .toFields(item, answer)
      .map((value): Field => [item.name, value]);
  });
}

function readAnswer(
  item: Item,
  values: readonly string[],
  missingValues: readonly string[],
): Answer | undefined {
  const chosen = values.filter((value) => missingReasonIn(value) === undefined);
  const answer = typeOf(item).fromFields(item, chosen);
  if (answer !== undefined) return answer;
  const reason = [...values, ...missingValues].map(missingReasonIn).find((each) => each !== undefined);
  return reason && { missing: reason };
}

function missingReasonIn(value: string) {
  return missingReasons.find((reason) => missingValue(reason) === value);
}
