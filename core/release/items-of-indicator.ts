import type { Indicator } from '../programme/index-definition.ts';
import { typeOf } from '../questionnaire/question-types/question-types.ts';
import { itemsOfQuestionnaire, type Questionnaire } from '../questionnaire/questionnaire.ts';

export interface IndicatorMakeup {
  /** What is declared beside the items. */
  readonly settings: object;
  /** Each item with the answers to it that count. */
  readonly roles: readonly { readonly item: string; readonly role: unknown }[];
}

/** What one figure of an indicator is made of; how often people have problems hangs on no question about complaints. */
export function itemsOfIndicator(
  indicator: Indicator,
  statistic: string,
  questionnaire: Questionnaire,
): IndicatorMakeup {
  const { method } = indicator;
  switch (indicator.method) {
    case 'awareness': {
      const { knows, heardOf, doesNotKnow } = indicator;
      return {
        settings: { method, knows, heardOf, doesNotKnow },
        roles: indicator.items.map((item) => ({ item, role: 'known' })),
      };
    }
    case 'participation':
      return {
        settings: { method },
        roles: indicator.acts.map((act) => answersOf(act, 'act', questionnaire)),
      };
    case 'problemsAndComplaints': {
      const sets =
        statistic === 'problemOccurrence' || !indicator.complaint
          ? [answersOf(indicator.problem, 'problem', questionnaire)]
          : [
              answersOf(indicator.problem, 'problem', questionnaire),
              answersOf(indicator.complaint, 'complaint', questionnaire),
            ];
      return { settings: { method }, roles: sets };
    }
    case 'netPromoter':
      return { settings: { method }, roles: [{ item: indicator.item, role: 'recommend' }] };
  }
}

interface AnswerSet {
  readonly variable: string;
  readonly values: readonly (string | number)[];
}

/** The item behind a variable, and which of its answers count: the item's own name is left out of the variable's. */
function answersOf({ variable, values }: AnswerSet, kind: string, questionnaire: Questionnaire) {
  const item = itemsOfQuestionnaire(questionnaire).find((each) =>
    typeOf(each)
      .variables(each)
      .some(({ name }) => name === variable),
  );
  if (!item) throw new Error(`the questionnaire "${questionnaire.name}" has no variable "${variable}"`);
  const answers = values.map((value) => `${typeof value} ${value}`).sort();
  return { item: item.name, role: { kind, option: variable.slice(item.name.length), answers } };
}
