import { canonicalJson } from '../../canonical-json.ts';
import { gather } from '../../gather.ts';
import { scoreTable } from '../../indices/conventions/conventions.ts';
import { roundToSignificantDigits } from '../../numeric/round-to-significant-digits.ts';
import { methodOf, type Indicator } from '../../indices/methods/methods.ts';
import type { Form } from '../../programme/programme.ts';
import { itemsByName, scaleOf, variablesByName } from '../../questionnaire/questionnaire-variables.ts';
import { figureKey } from '../figure-key.ts';
import { figureNames, type FigureName } from '../figure-names.ts';
import { leafShares } from './leaf-shares.ts';
import { nodeNamed, placedNodes } from '../../indices/index-tree.ts';
import type { FigureReference } from '../release.ts';

/** The figure `name` is offset + factor times the figure `to`: one quantity, which `to` is the key of. */
export interface QuantityReference {
  readonly name: FigureName;
  readonly to: FigureName;
  readonly factor: number;
  readonly offset: number;
}

/**
 * The figures of a form that are another figure of it in other words (rule 31): the mean scores of a node with one
 * counted leaf, of that leaf's node and of its item; silence and complaint tendency; the share of acts and their mean
 * number; and what else is a mean over the same answers, such as the rate and the score of an item on two points. The
 * first named is the key: the topmost node, else the item's mean score, its rate, the indicator's figure. The other way
 * round a figure that is the mean of two others, as the index of awareness is of its rates, is a quantity of its own.
 *
 * @param leftOut branches of the index that nobody answered: a node may have one leaf without them
 */
export function quantitiesOf(form: Form, leftOut: readonly string[] = []): readonly QuantityReference[] {
  const groups = new Map<string, { readonly name: FigureName; readonly quantity: Quantity }[]>();
  for (const name of inOrderOfNaming(form)) {
    const quantity = quantityOf(name, form, new Set(leftOut));
    if (quantity) gather(groups, quantity.of, { name, quantity });
  }
  return [...groups.values()].flatMap(([first, ...others]) =>
    others.map(({ name, quantity }) => {
      const factor = quantity.factor / first!.quantity.factor;
      const offset = quantity.offset - factor * first!.quantity.offset;
      const to = first!.name;
      return { name, to, factor: rounded(factor), offset: rounded(offset) };
    }),
  );
}

/** The references of one area, or over all, as a release holds them. */
export function referencesAt(
  form: Form,
  quantities: readonly QuantityReference[],
  area?: string,
): readonly FigureReference[] {
  const keyOf = ({ statistic, subject }: FigureName) => figureKey(statistic, subject, area);
  return quantities.map(({ name, to, factor, offset }) => ({
    form: form.name,
    key: keyOf(name),
    to: keyOf(to),
    factor,
    offset,
  }));
}

/** What a figure is a straight line of: figures with one `of` are one quantity. */
interface Quantity {
  readonly of: string;
  readonly factor: number;
  readonly offset: number;
}

const DEEPER_THAN_ANY = 1000;

/** Topmost nodes first; of an indicator the figure that has the key. */
function inOrderOfNaming(form: Form): readonly FigureName[] {
  const depths = new Map<string, number>();
  for (const { node, parent } of placedNodes(form.index.root)) {
    depths.set(node.name, parent ? depths.get(parent.name)! + 1 : 0);
  }
  const later = new Map(
    form.indicators.map((indicator) => [indicator.name, methodOf(indicator).laterNames ?? []]),
  );
  const rank = ({ statistic, subject }: FigureName) =>
    statistic === 'index'
      ? depths.get(subject)!
      : DEEPER_THAN_ANY + (later.get(subject) ?? []).indexOf(statistic);
  return [...figureNames(form)].sort((a, b) => rank(a) - rank(b));
}

function quantityOf(name: FigureName, form: Form, leftOut: ReadonlySet<string>): Quantity | undefined {
  const { statistic, subject } = name;
  const indicator = form.indicators.find((each) => each.name === subject);
  switch (statistic) {
    case 'index': {
      const node = nodeNamed(form.index.root, subject)!;
      return compositeOf(leafShares(node, leftOut), form);
    }
    case 'itemScore':
      return scoresOf(subject, form);
    case 'satisfactionRate':
      return satisfiedOf(subject, form);
    case 'rateIfDontKnowIsNot':
    case 'rateIfDontKnowIs':
      // Where nobody can say that they do not know, both bounds are the rate.
      return itemsByName(form.questionnaire).get(subject)?.missing?.dontKnow === undefined
        ? satisfiedOf(subject, form)
        : undefined;
    default:
      return indicator && quantityOfIndicator(indicator, statistic, form);
  }
}

function compositeOf(shares: ReturnType<typeof leafShares>, form: Form): Quantity | undefined {
  const byItem: Record<string, number> = {};
  for (const { item, share } of shares) byItem[item] = (byItem[item] ?? 0) + share;
  const items = Object.keys(byItem);
  if (items.length <= 1) return items[0] === undefined ? undefined : scoresOf(items[0], form);
  const weights = Object.entries(byItem).map(([item, share]) => [item, rounded(share)]);
  return { of: canonicalJson({ items: Object.fromEntries(weights) }), factor: 1, offset: 0 };
}

function scoresOf(item: string, form: Form): Quantity {
  return meanOf(item, [...scoreTable(form.index.convention, scaleOfItem(item, form))]);
}

function satisfiedOf(item: string, form: Form): Quantity {
  const { lowest, highest } = scaleOfItem(item, form);
  const points = Array.from({ length: highest - lowest + 1 }, (_, step) => lowest + step);
  return meanOf(
    item,
    points.map((point) => (point >= form.index.satisfiedFrom ? 1 : 0)),
  );
}

function scaleOfItem(item: string, form: Form) {
  return scaleOf(itemsByName(form.questionnaire).get(item)!)!;
}

function quantityOfIndicator(indicator: Indicator, statistic: string, form: Form): Quantity {
  const method = methodOf(indicator);
  const line = method.lineOf(indicator, statistic);
  if ('variable' in line) {
    const variable = variablesByName(form.questionnaire).get(line.variable)!;
    return meanOf(line.variable, ('values' in variable ? variable.values : []).map(line.scoreOf));
  }
  const { settings, roles } = method.makeupOf(indicator, statistic, form.questionnaire);
  const { own: kind, factor = 1, offset = 0 } = line;
  return {
    of: canonicalJson({ kind, settings, roles: roles.map((role) => canonicalJson(role)).sort() }),
    factor,
    offset,
  };
}

/**
 * The mean over one variable of a score for each of its values (none: not in the base), as a straight line of the mean
 * of scores that begin at 0 and go on to 1.
 */
function meanOf(variable: string, scores: readonly (number | undefined)[]): Quantity {
  const [first = 0, ...others] = scores.filter((score) => score !== undefined);
  const step = (others.find((score) => score !== first) ?? first + 1) - first;
  const shape = scores.map((score) => (score === undefined ? null : rounded((score - first) / step)));
  return { of: canonicalJson({ variable, shape }), factor: step, offset: first };
}

const rounded = (value: number) => roundToSignificantDigits(value, 9);
