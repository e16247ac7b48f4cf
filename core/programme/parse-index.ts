import type { Fault, Parsed } from '../fault.ts';
import { conventionKindOf } from '../indices/conventions/conventions.ts';
import { nodesOf, placedNodes } from '../indices/index-tree.ts';
import { methodOf, type Indicator } from '../indices/methods/methods.ts';
import { parseShape } from '../parse-shape.ts';
import type { Questionnaire } from '../questionnaire/questionnaire.ts';
import { indexFileSchema, type DeclaredIndex, type IndexFile } from './index-definition.ts';
import { reportNodeFaults, type NodeSurroundings } from './node-faults.ts';
import { itemsByName, scaleOf } from '../questionnaire/questionnaire-variables.ts';
import { repeated } from '../repeated.ts';

export interface ParsedIndex {
  readonly index: DeclaredIndex;
  readonly indicators: readonly Indicator[];
}

type Report = (path: string, message: string) => void;

/** Reads an index file and holds it against the questionnaire it is computed from and the departments. */
export function parseIndex(file: string, json: unknown, surroundings: NodeSurroundings): Parsed<ParsedIndex> {
  const shape = parseShape(indexFileSchema, file, json);
  if (shape.faults) return shape;
  const index = shape.value;
  const faults: Fault[] = [];
  const report: Report = (path, message) => faults.push({ file, path, message });
  const nodes = placedNodes(index.root);
  for (const { index: place, text } of repeated(nodes.map(({ node }) => node.name))) {
    report(`${nodes[place]!.path}.name`, `"${text}" is a node already; names are used once`);
  }
  for (const placed of nodes) reportNodeFaults(placed, surroundings, report);
  reportScoringFaults(index, surroundings.questionnaire, report);
  reportIndicatorsFaults(index.indicators ?? [], surroundings.questionnaire, report);
  if (faults.length > 0) return { faults };
  const { name, title, convention, alternatives = [], satisfiedFrom, root, indicators = [] } = index;
  return { value: { index: { name, title, convention, alternatives, satisfiedFrom, root }, indicators } };
}

/** Each response scale in the tree must bear each declared convention and the threshold of satisfaction. */
function reportScoringFaults(index: IndexFile, questionnaire: Questionnaire, report: Report): void {
  const items = itemsByName(questionnaire);
  const seen = new Set<string>();
  for (const node of nodesOf(index.root)) {
    for (const name of [node.item, node.overallItem]) {
      const item = name === undefined ? undefined : items.get(name);
      const scale = item && scaleOf(item);
      if (!item || !scale || seen.has(`${scale.lowest}-${scale.highest}`)) continue;
      seen.add(`${scale.lowest}-${scale.highest}`);
      const conventions = [index.convention, ...(index.alternatives ?? [])];
      for (const [place, convention] of conventions.entries()) {
        const path = place === 0 ? 'convention' : `alternatives[${place - 1}]`;
        for (const message of conventionKindOf(convention).faults(convention, scale)) {
          report(path, `${message} (item "${item.name}")`);
        }
      }
      if (index.satisfiedFrom <= scale.lowest || index.satisfiedFrom > scale.highest) {
        report(
          'satisfiedFrom',
          `${index.satisfiedFrom} does not divide the scale ${scale.lowest}-${scale.highest} ` +
            `of "${item.name}"; choose a point above its lowest`,
        );
      }
    }
  }
}

function reportIndicatorsFaults(
  indicators: readonly Indicator[],
  questionnaire: Questionnaire,
  report: Report,
): void {
  for (const { index, text } of repeated(indicators.map((indicator) => indicator.name))) {
    report(`indicators[${index}].name`, `"${text}" is an indicator already; names are used once`);
  }
  for (const [index, indicator] of indicators.entries()) {
    for (const { path, message } of methodOf(indicator).faults(indicator, questionnaire)) {
      report(`indicators[${index}]${path === '' ? '' : `.${path}`}`, message);
    }
  }
}
