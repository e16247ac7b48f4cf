import { isMissingAnswer, type Answer } from '../../../core/questionnaire/answer.ts';
import { maskPersonalData } from '../../../core/questionnaire/personal-data.ts';
import type {
  Item,
  ItemOf,
  QuestionTypeName,
} from '../../../core/questionnaire/question-types/question-types.ts';
import { fillIn } from '../../wording/fill-in.ts';
import { missingChoices } from '../questions/missing-choices.ts';
import type { Filling } from '../Filling.svelte.ts';

type InWords = {
  [Name in QuestionTypeName]: (item: ItemOf<Name>, answer: Answer, response: Filling) => string;
};

const inWords: InWords = {
  single: optionsInWords,
  multiple: optionsInWords,
  rating: (_, answer) => String(answer),
  recommend: (_, answer) => String(answer),
  number: ({ unit }, answer, response) =>
    unit
      ? fillIn(response.words.page.withUnit, { number: String(answer), unit: response.text(unit) })
      : String(answer),
  date: (_, answer, { model: { language } }) =>
    new Date(String(answer)).toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' }),
  text: (_, answer) => maskPersonalData(String(answer)),
};

/** An answer as its giver would say it, for checking before it is sent. */
export function answerInWords(item: Item, response: Filling): string {
  const answer = response.answers[item.name];
  if (answer === undefined) return response.words.page.notAnswered;
  if (isMissingAnswer(answer)) {
    const choice = missingChoices(item, response).find(({ reason }) => reason === answer.missing);
    return choice?.label ?? response.words.missing[answer.missing];
  }
  const ofItsType = inWords[item.type] as (item: Item, answer: Answer, response: Filling) => string;
  return ofItsType(item, answer, response);
}

function optionsInWords(
  { options }: ItemOf<'single'> | ItemOf<'multiple'>,
  answer: Answer,
  response: Filling,
): string {
  const codes: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  return options
    .filter(({ code }) => codes.includes(code))
    .map(({ label }) => response.text(label))
    .join(response.words.page.between);
}
