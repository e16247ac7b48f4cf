import { countedChildren, nodeNamed, type IndexNode } from '../indices/index-tree.ts';
import { methodOf } from '../indices/methods/methods.ts';
import type { Form } from './programme.ts';
import { itemOfVariable, itemsByName } from '../questionnaire/questionnaire-variables.ts';
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

function itemsOfIndicatorFigure(of: string, { indicators, questionnaire }: Form): readonly string[] {
  const [name, figure] = of.split('/');
  const indicator = indicators.find((each) => each.name === name);
  const variables = indicator ? methodOf(indicator).variablesOf(indicator, figure) : [];
  return variables.flatMap((variable) => itemOfVariable(variable, questionnaire)?.name ?? []);
}
