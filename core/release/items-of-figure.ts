import type { Form } from '../programme/programme.ts';
import type { FigureName } from './figure-names.ts';
import { leafShares } from './leaf-shares.ts';
import { nodeNamed } from '../indices/index-tree.ts';

/** The variables a figure rests on, by name. */
export function itemsOfFigure(form: Form, { statistic, subject }: FigureName): readonly string[] {
  if (statistic === 'index') {
    const node = nodeNamed(form.index.root, subject);
    return node ? leafShares(node).map(({ item }) => item) : [];
  }
  const indicator = form.indicators.find(({ name }) => name === subject);
  switch (indicator?.method) {
    case undefined:
      return [subject];
    case 'awareness':
      return indicator.items;
    case 'netPromoter':
      return [indicator.item];
    case 'participation':
      return indicator.acts.map(({ variable }) => variable);
    case 'problemsAndComplaints': {
      const { problem, complaint } = indicator;
      const asksComplaint = complaint && statistic !== 'problemOccurrence';
      return asksComplaint ? [complaint.variable] : [problem.variable];
    }
  }
}
