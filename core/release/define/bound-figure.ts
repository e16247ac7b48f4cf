import type { Estimate } from '../../estimation/errors/estimate.ts';
import { isEstimable, type NotEstimable } from '../../estimation/figures/not-estimable.ts';
import type { Form } from '../../programme/programme.ts';
import type { Target } from '../../programme/target.ts';
import { figureKey } from '../figure-key.ts';
import { nodeNamed } from '../../indices/index-tree.ts';
import type { FigureReference } from '../release.ts';

/** The one figure a target is bound to (rule 12). A node's satisfaction rate is that of its overall item. */
export function boundFigure(
  { measure }: Pick<Target, 'measure'>,
  form: Form,
): { readonly statistic: string; readonly subject: string } {
  if (measure.statistic === 'indicator') {
    const [subject = '', statistic = ''] = measure.of.split('/');
    return { statistic, subject };
  }
  if (measure.statistic !== 'satisfactionRate') return { statistic: measure.statistic, subject: measure.of };
  const node = nodeNamed(form.index.root, measure.of);
  return { statistic: 'satisfactionRate', subject: node?.overallItem ?? node?.item ?? measure.of };
}

/** The key of the figure a target is bound to, under the name it has there. */
export function targetKey(target: Pick<Target, 'measure'>, form: Form): string {
  const { statistic, subject } = boundFigure(target, form);
  return figureKey(statistic, subject);
}

/** The key of the quantity a target is bound to: that of the figure it is a name of. */
export function quantityOf(
  { statistic, subject }: { readonly statistic: string; readonly subject: string },
  references: readonly FigureReference[],
): string {
  const key = figureKey(statistic, subject);
  return references.find((each) => each.key === key)?.to ?? key;
}

/** An estimate on the scale people read: shares in per cent. */
export function asRead(
  estimate: Estimate | NotEstimable,
  unit: 'points' | 'share' | 'count',
): Estimate | NotEstimable {
  if (!isEstimable(estimate) || unit !== 'share') return estimate;
  const [lowest, highest] = estimate.interval;
  return {
    ...estimate,
    value: 100 * estimate.value,
    standardError: 100 * estimate.standardError,
    interval: [100 * lowest, 100 * highest],
  };
}
