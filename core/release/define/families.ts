import { gather } from '../../gather.ts';
import { isTrend } from '../../judgement/operators/operators.ts';
import type { Form } from '../../programme/programme.ts';
import type { Target } from '../../programme/target.ts';
import { figureKey } from '../figure-key.ts';
import type { FigureName } from '../figure-names.ts';
import { targetKey } from './bound-figure.ts';
import { quantitiesOf, type QuantityReference } from './quantities.ts';
import { placedNodes } from '../../indices/index-tree.ts';
import type { FamilyNumber } from '../release.ts';

/** The families of tests by number, as `docs/methodology.md` prints them (rule 31). Each is judged at 5 %, by Holm. */
export const familyTexts: Readonly<Record<FamilyNumber, string>> = {
  1: 'the headline index',
  2: 'each locked trend target, a family of its own; more than ten of them are one family',
  3: 'index of the dimensions, the nodes right below the headline',
  4: 'index of all other nodes that have children',
  5: 'mean scores of items',
  6: 'satisfaction rates of items',
  7: 'figures of indicators',
  8: 'areas: the headline index, the mean score and the rate of its overall item, together',
  9: 'areas against the mean of the others: the headline index',
  10: 'areas against the mean of the others: all other nodes together',
  11: 'items against the others of their dimension',
};

/** More locked trend targets than this are one family. */
const MOST_OF_THEIR_OWN = 10;

export interface Family {
  readonly number: FamilyNumber;
  /** Figures with the same text are adjusted together. */
  readonly group: string;
}

/**
 * The family in which a figure's change is tested. A quantity is in one family, the first of those its names belong to;
 * references are in that of the figure they refer to. No other figure has a word for its change: none for bounds of
 * rates, shares of missing answers, and areas but for family 8.
 */
export function familiesOf(
  form: Form,
  targets: readonly Target[],
  quantities: readonly QuantityReference[] = quantitiesOf(form),
): (figure: FigureName) => Family | undefined {
  const keys = new Map(quantities.map(({ name, to }) => [keyOf(name), keyOf(to)]));
  const namesOf = new Map<string, FigureName[]>();
  for (const { name, to } of quantities) {
    if (!namesOf.has(keyOf(to))) gather(namesOf, keyOf(to), to);
    gather(namesOf, keyOf(to), name);
  }
  const quantityOf = (key: string) => keys.get(key) ?? key;
  const locked = new Set(
    targets
      .filter(({ operator, measure }) => isTrend(operator) && measure.form === form.name)
      .map((target) => quantityOf(targetKey(target, form))),
  );
  const root = form.index.root.name;
  const nodes = new Map(placedNodes(form.index.root).map((each) => [each.node.name, each]));
  const overallItem = form.index.root.overallItem ?? form.index.root.item;
  const indicators = new Set(form.indicators.map(({ name }) => name));

  const byName = ({ statistic, subject, area }: FigureName): FamilyNumber | undefined => {
    if (area !== undefined) return isOfAreas({ statistic, subject }) ? 8 : undefined;
    if (statistic === 'index') {
      const { node, parent } = nodes.get(subject)!;
      if (!parent) return 1;
      return parent.name === root ? 3 : node.children && 4;
    }
    if (statistic === 'itemScore') return 5;
    if (statistic === 'satisfactionRate') return 6;
    return indicators.has(subject) && !isOfItem(statistic) ? 7 : undefined;
  };
  const isOfAreas = ({ statistic, subject }: FigureName) =>
    statistic === 'index'
      ? subject === root
      : subject === overallItem && (statistic === 'itemScore' || statistic === 'satisfactionRate');

  return (figure) => {
    const { area } = figure;
    const key = quantityOf(keyOf(figure));
    const names = namesOf.get(key) ?? [figure];
    const numbers = names
      .map((name) => byName(area === undefined ? name : { ...name, area }))
      .filter((number) => number !== undefined);
    if (area === undefined && locked.has(key)) numbers.push(2);
    if (numbers.length === 0) return undefined;
    const number = Math.min(...numbers) as FamilyNumber;
    const isOfItsOwn = number === 2 && locked.size <= MOST_OF_THEIR_OWN;
    return { number, group: isOfItsOwn ? `2 ${key}` : String(number) };
  };
}

/**
 * The family in which areas are compared with the mean of the others, by the node they are compared on.
 *
 * @example
 * const root = { name: 'city', title: { 'zh-Hans': '全市', en: 'City' } };
 * groupFamilyOf({ index: { root } }, 'city'); // 9
 */
export function groupFamilyOf(
  { index }: { readonly index: { readonly root: { readonly name: string } } },
  node: string,
): FamilyNumber {
  return node === index.root.name ? 9 : 10;
}

/**
 * How often a district where nothing changed sees some word, at most: each of so many families says one wrongly in 5 %
 * of releases. The first number is for families that know nothing of each other, the second whatever they share.
 *
 * @example
 * chanceOfSomeWord(8); // { independent: 0.3366, atMost: 0.4 }
 */
export function chanceOfSomeWord(families: number): {
  readonly independent: number;
  readonly atMost: number;
} {
  return { independent: 1 - 0.95 ** families, atMost: Math.min(1, 0.05 * families) };
}

const keyOf = ({ statistic, subject }: FigureName) => figureKey(statistic, subject);

const isOfItem = (statistic: string) => statistic.startsWith('rateIf') || statistic.endsWith('Share');
