import { countedChildren, nodeNamed, type IndexNode } from '../indices/index-tree.ts';
import { typeOf } from '../questionnaire/question-types/question-types.ts';
import { itemsOfQuestionnaire } from '../questionnaire/questionnaire.ts';
import type { Form } from './programme.ts';
import { itemsByName } from '../questionnaire/questionnaire-variables.ts';
import type { Target } from './target.ts';

/** The items a target's figure rests on: the leaves of an index, the item of a rate, the questions of an indicator. */
export function itemsOfMeasure(
  { statistic, of }: Pick<Target['measure'], 'statistic' | 'of'>,
  form: Form,
): readonly string[] {
  if (statistic === 'indicator') return itemsOfIndicatorFigure(of, form);
  const node = nodeNamed(form.index.root, of);
  if (statistic === 'index') return node ? leavesBelow(node) : [];
  const item = statistic === 'satisfactionRate' ? (node?.overallItem ?? node?.item ?? of) : of;
  return itemsByName(form.questionnaire).has(item) ? [item] : [];
}

function leavesBelow(node: IndexNode): readonly string[] {
  if (node.item !== undefined) return [node.item];
  return countedChildren(node).flatMap((child) => leavesBelow(child.node));
}

function itemsOfIndicatorFigure(of: string, form: Form): readonly string[] {
  const [name, figure] = of.split('/');
  const indicator = form.indicators.find((each) => each.name === name);
  switch (indicator?.method) {
    case undefined:
      return [];
    case 'awareness':
      return indicator.items;
    case 'netPromoter':
      return [indicator.item];
    case 'participation':
      return indicator.acts.flatMap(({ variable }) => itemOf(variable, form));
    case 'problemsAndComplaints': {
      const { problem, complaint } = indicator;
      return itemOf((figure === 'problemOccurrence' ? problem : (complaint ?? problem)).variable, form);
    }
  }
}

function itemOf(variable: string, { questionnaire }: Form): readonly string[] {
  return itemsOfQuestionnaire(questionnaire)
    .filter((item) =>
      typeOf(item)
        .variables(item)
        .some(({ name }) => name === variable),
    )
    .map(({ name }) => name);
}
