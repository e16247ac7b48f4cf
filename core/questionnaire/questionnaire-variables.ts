import type { Option } from './item.ts';
import type { Variable } from './question-types/variable.ts';
import { typeOf, type Item } from './question-types/question-types.ts';
import { itemsOfQuestionnaire, type Questionnaire } from './questionnaire.ts';

export function itemsByName(questionnaire: Questionnaire): ReadonlyMap<string, Item> {
  return new Map(itemsOfQuestionnaire(questionnaire).map((item) => [item.name, item]));
}

export function variablesByName(questionnaire: Questionnaire): ReadonlyMap<string, Variable> {
  const variables = itemsOfQuestionnaire(questionnaire).flatMap((item) => typeOf(item).variables(item));
  return new Map(variables.map((variable) => [variable.name, variable]));
}

/** The response scale of an item that can be scored; other items have none. */
export function scaleOf(item: Item): { readonly lowest: number; readonly highest: number } | undefined {
  return typeOf(item).scale?.(item);
}

/** The options of an item whose answer is one of them; other items have none. */
export function choicesOf(item: Item): readonly Option[] | undefined {
  return typeOf(item).choices?.(item);
}

/** The item that has a variable. */
export function itemOfVariable(name: string, questionnaire: Questionnaire): Item | undefined {
  return itemsOfQuestionnaire(questionnaire).find((item) =>
    typeOf(item)
      .variables(item)
      .some((variable) => variable.name === name),
  );
}
