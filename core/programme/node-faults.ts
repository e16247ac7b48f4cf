import type { PlacedNode } from '../indices/index-tree.ts';
import type { Questionnaire } from '../questionnaire/questionnaire.ts';
import type { DeclaredNode } from './index-definition.ts';
import { itemsByName, scaleOf } from '../questionnaire/questionnaire-variables.ts';

type Report = (path: string, message: string) => void;

/** Weights are typed by people with a few decimals; their sum must still be 1 as a computer adds them. */
const WEIGHT_TOLERANCE = 1e-9;

export interface NodeSurroundings {
  readonly questionnaire: Questionnaire;
  /** Codes; left out when departments.json could not be read, so that it is complained about once. */
  readonly departments?: ReadonlySet<string>;
}

export function reportNodeFaults(
  { node, path }: PlacedNode<DeclaredNode>,
  { questionnaire, departments }: NodeSurroundings,
  report: Report,
): void {
  reportFormFaults(node, path, report);
  reportWeightFaults(node, path, report);
  const items = itemsByName(questionnaire);
  for (const entry of ['item', 'overallItem'] as const) {
    const name = node[entry];
    if (name === undefined) continue;
    const item = items.get(name);
    if (!item) {
      report(`${path}.${entry}`, `names "${name}", no item of the questionnaire "${questionnaire.name}"`);
    } else if (!scaleOf(item)) {
      report(`${path}.${entry}`, `must name a rating or a recommend item; "${name}" is a ${item.type}`);
    }
  }
  for (const entry of ['lead', 'support'] as const) {
    for (const [index, code] of (node[entry] ?? []).entries()) {
      const at = `${path}.${entry}[${index}]`;
      if (departments?.has(code) === false)
        report(at, `names the department "${code}", which departments.json lacks`);
      if (entry === 'support' && node.lead?.includes(code)) {
        report(at, `"${code}" leads this node already; one department has one part in it`);
      }
    }
  }
}

function reportFormFaults(node: DeclaredNode, path: string, report: Report): void {
  if (node.item !== undefined && node.children) {
    report(path, `"${node.name}" has an item and children; give the item a child node of its own`);
  }
  if (node.item === undefined && !node.children) {
    report(path, `"${node.name}" has neither an item nor children; give it one of them`);
  }
  if (node.item !== undefined && node.overallItem !== undefined) {
    report(`${path}.overallItem`, "is for nodes with children; a leaf's rate is that of its own item");
  }
  if (path === 'root' && (node.weight !== undefined || node.isDiagnostic)) {
    report(path, 'the root is the whole: take out its weight and isDiagnostic');
  }
}

/** Holds the weights of a node's children against each other. */
function reportWeightFaults({ name, children }: DeclaredNode, path: string, report: Report): void {
  if (!children) return;
  for (const [index, child] of children.entries()) {
    const at = `${path}.children[${index}].weight`;
    if (child.isDiagnostic && child.weight !== undefined) {
      report(at, `"${child.name}" is diagnostic and not counted; take out its weight or isDiagnostic`);
    } else if (!child.isDiagnostic && child.weight === undefined) {
      report(at, 'is missing; give a share of the parent, or "equal", or mark the node isDiagnostic');
    } else if (child.weight === 0) {
      report(at, 'is 0; a node that is shown and not counted is marked isDiagnostic');
    }
  }
  const counted = children.filter((child) => !child.isDiagnostic);
  if (counted.length === 0) {
    report(`${path}.children`, `all children of "${name}" are diagnostic; at least one must count`);
    return;
  }
  const weights = counted.flatMap(({ weight }) => (weight === undefined ? [] : [weight]));
  if (weights.length < counted.length || weights.every((weight) => weight === 'equal')) return;
  const shares = weights.filter((weight) => weight !== 'equal');
  if (shares.length < weights.length) {
    report(`${path}.children`, `weights under "${name}" mix "equal" with numbers; use one kind`);
    return;
  }
  const sum = shares.reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) <= WEIGHT_TOLERANCE) return;
  const shown = Number(sum.toPrecision(12));
  report(`${path}.children`, `weights under "${name}" sum to ${shown}; they must sum to 1`);
}
