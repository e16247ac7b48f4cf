import { satisfactionRate } from '../indices/items/satisfaction-rate.ts';
import { methodOf } from '../indices/methods/methods.ts';
import type { Form } from '../programme/programme.ts';
import { nodesOf } from '../indices/index-tree.ts';
import { ratedItems } from '../programme/rated-items.ts';

export interface FigureName {
  readonly statistic: string;
  readonly subject: string;
  readonly area?: string;
}

/** Every figure of a form over all areas, in the order they are drafted: the index, the items, the indicators. */
export function figureNames(form: Form): readonly FigureName[] {
  const nodes = nodesOf(form.index.root).map((node) => ({
    statistic: 'index',
    subject: node.name,
  }));
  const ofItems = ['itemScore', ...Object.keys(satisfactionRate.figures)];
  const items = ratedItems(form).flatMap((subject) => ofItems.map((statistic) => ({ statistic, subject })));
  const indicators = form.indicators.flatMap((indicator) =>
    methodOf(indicator)
      .figuresOf(indicator)
      .map((statistic) => ({ statistic, subject: indicator.name })),
  );
  return [...nodes, ...items, ...indicators];
}
