import { conventionKindOf } from '../indices/conventions/conventions.ts';
import { nodeNamed } from '../indices/index-tree.ts';
import { methodOf } from '../indices/methods/methods.ts';
import type { Form } from './programme.ts';
import { itemsByName, scaleOf } from '../questionnaire/questionnaire-variables.ts';
import type { Target } from './target.ts';

type Measure = Target['measure'];

/** Why a target's measure is not one exact figure of the form it names. */
export function measureFaults(measure: Measure, form: Form): readonly string[] {
  switch (measure.statistic) {
    case 'index':
      return nodeNamed(form.index.root, measure.of) ? [] : [noSuch(measure, form, 'node')];
    case 'itemScore':
      return itemScoreFaults(measure, form);
    case 'satisfactionRate':
      return satisfactionRateFaults(measure, form);
    case 'indicator':
      return indicatorMeasureFaults(measure, form);
  }
}

/** Between which values the figure can lie, on the scale people read. */
export function rangeOfMeasure(measure: Measure, form: Form): readonly [number, number] {
  if (measure.statistic === 'indicator') {
    const [subject, figure] = measure.of.split('/');
    const indicator = form.indicators.find(({ name }) => name === subject);
    return indicator ? methodOf(indicator).rangeOf(indicator, figure) : [-100, 100];
  }
  return measure.statistic === 'satisfactionRate' ? [0, 100] : conventionKindOf(form.index.convention).range;
}

function itemScoreFaults(measure: Measure, form: Form): readonly string[] {
  const item = itemsByName(form.questionnaire).get(measure.of);
  if (!item) return [noSuch(measure, form, 'item')];
  const scale = scaleOf(item);
  if (!scale) return [`must name a rating or a recommend item; "${measure.of}" is a ${item.type}`];
  const { convention } = form.index;
  return conventionKindOf(convention).faults(convention, scale);
}

/** Rule 8: a rate belongs to one named item; a node has one through `item` or `overallItem`. */
function satisfactionRateFaults(measure: Measure, form: Form): readonly string[] {
  const node = nodeNamed(form.index.root, measure.of);
  const named = itemsByName(form.questionnaire).get(measure.of);
  if (!node && !named) return [noSuch(measure, form, 'node or item')];
  const rated = node?.item ?? node?.overallItem;
  if (node && named && rated !== named.name) {
    return [`"${measure.of}" is a node and an item of different rates; rename the node`];
  }
  if (node && rated === undefined) {
    return [`the node "${measure.of}" has no overallItem, so it has no rate; name the item instead`];
  }
  const item = named ?? itemsByName(form.questionnaire).get(rated!);
  const scale = item && scaleOf(item);
  if (!scale) return [`must be about a rating or a recommend item; "${measure.of}" is not`];
  const { satisfiedFrom } = form.index;
  if (satisfiedFrom > scale.lowest && satisfiedFrom <= scale.highest) return [];
  return [
    `satisfied means ${satisfiedFrom} and above, which does not divide the scale ` +
      `${scale.lowest}-${scale.highest} of "${item.name}"`,
  ];
}

function indicatorMeasureFaults(measure: Measure, form: Form): readonly string[] {
  const [name, figure, ...rest] = measure.of.split('/');
  const indicator = form.indicators.find((each) => each.name === name);
  if (!indicator) return [noSuch(measure, form, 'indicator')];
  const figures = methodOf(indicator).figuresOf(indicator);
  if (rest.length === 0 && figure !== undefined && figures.includes(figure)) return [];
  const known = figures.map((each) => `${indicator.name}/${each}`).join(', ');
  return [`names "${measure.of}"; the figures of this indicator are ${known}`];
}

function noSuch(measure: Measure, form: Form, kind: string): string {
  return `names "${measure.of}", which is no ${kind} of the form "${form.name}"`;
}
