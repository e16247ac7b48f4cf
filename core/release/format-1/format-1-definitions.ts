import type { Form, Programme } from '../../programme/programme.ts';
import type { FigureDefinition } from '../definition.ts';
import { definitionsOf } from '../define/figure-definition.ts';
import type { Release } from './format-1.ts';

/**
 * What defined the figures of a release of format 1, by the document its wave pinned and by what the release says was left
 * out and raked to. Its satisfaction rate of a node is that of the node's overall item.
 */
export function format1Definitions(
  { nodes, method }: Pick<Release, 'nodes' | 'method'>,
  programme: Programme,
  form: Form,
): (figure: {
  readonly statistic: string;
  readonly subject: string;
  readonly area?: string;
}) => FigureDefinition {
  const definitionOf = definitionsOf(programme, form, {
    leftOut: [...new Set(nodes.flatMap(({ leftOut }) => leftOut))],
    rakedTo: (method.weighting?.rakedTo ?? []).map(({ item }) => item),
  });
  const rated = new Map(nodes.map((node) => [node.name, node.overallItem ?? node.item]));
  return (figure) =>
    figure.statistic === 'satisfactionRate'
      ? definitionOf({ ...figure, subject: rated.get(figure.subject) ?? figure.subject })
      : definitionOf(figure);
}
