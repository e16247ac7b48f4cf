import { plannedAnswers } from '../../judgement/planned-power.ts';
import { methodOf } from '../../indices/methods/methods.ts';
import { shareAsked } from '../../programme/frames.ts';
import type { Form, Programme } from '../../programme/programme.ts';
import type { FigureName } from '../figure-names.ts';
import { leafShares } from '../define/leaf-shares.ts';
import { nodeNamed } from '../../indices/index-tree.ts';

/**
 * The answers to a figure that a wave is planned at (rule 32): the planned sample times the declared share of the area,
 * and of each item those of the forms that ask it, of the eligible and of the substantive among them. An index is taken as the ladder takes it:
 * the smaller of those who answer any leaf and 1 / sum(a^2 / n) over its leaves, a the share of the leaf.
 *
 * Where a share is not declared it counts as 1. An area has its share declared, or none of its own: 1 / (their number).
 */
export function answersPlannedFor(
  { settings: { plan }, areas }: Pick<Programme, 'settings' | 'areas'>,
  form: Form,
  { statistic, subject, area }: FigureName,
): number {
  const share = area === undefined ? 1 : (plan.areas?.[area] ?? 1 / areas.length);
  const answersTo = (item: string, drawing = shareAsked(form, item)) =>
    plannedAnswers(plan.sampleSize, { area: share, drawing, ...(plan.items?.[item] ?? {}) });
  const over = (parts: readonly { readonly item: string; readonly share: number }[]) => {
    const any = answersToAny(
      form,
      parts.map(({ item }) => item),
      answersTo,
    );
    return Math.min(any, 1 / parts.reduce((sum, { item, share }) => sum + share ** 2 / answersTo(item), 0));
  };
  if (statistic === 'index') {
    const node = nodeNamed(form.index.root, subject)!;
    return over(leafShares(node));
  }
  const indicator = form.indicators.find(({ name }) => name === subject);
  if (!indicator || statistic === 'itemScore' || statistic === 'satisfactionRate') return answersTo(subject);
  const method = methodOf(indicator);
  const items = method.makeupOf(indicator, statistic, form.questionnaire).roles.map(({ item }) => item);
  if (method.isMeanOfItems) {
    return over(items.map((item) => ({ item, share: 1 / items.length })));
  }
  // Who answers about several is at most as many as answer about the rarest.
  return Math.min(...items.map((item) => answersTo(item)));
}

/** Of each form those who answer its commonest item: residents get one form. */
function answersToAny(
  { drawn }: Form,
  items: readonly string[],
  answersTo: (item: string, drawing?: number) => number,
): number {
  if (!drawn) return Math.max(...items.map((item) => answersTo(item)));
  return drawn.reduce((sum, { share, items: asked }) => {
    const here = items.filter((item) => asked.includes(item));
    return sum + Math.max(0, ...here.map((item) => answersTo(item, share)));
  }, 0);
}
