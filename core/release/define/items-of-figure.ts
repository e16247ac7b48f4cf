import type { Form } from '../../programme/programme.ts';
import type { FigureName } from '../figure-names.ts';
import { leafShares } from './leaf-shares.ts';
import { nodeNamed } from '../../indices/index-tree.ts';
import { methodOf } from '../../indices/methods/methods.ts';

/** The variables a figure rests on, by name. */
export function itemsOfFigure(form: Form, { statistic, subject }: FigureName): readonly string[] {
  if (statistic === 'index') {
    const node = nodeNamed(form.index.root, subject);
    return node ? leafShares(node).map(({ item }) => item) : [];
  }
  const indicator = form.indicators.find(({ name }) => name === subject);
  return indicator ? methodOf(indicator).variablesOf(indicator, statistic) : [subject];
}
