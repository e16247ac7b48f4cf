import { gather } from '../../gather.ts';
import type { Cell, PublishedFigure, Release } from './format-1.ts';

/**
 * What is hidden when a release of format 1 is shown as format 2 (rule 34). The document does not say how many answers a
 * hidden cell has nor what they weigh, so the system a reader could solve is not solved here; more is hidden instead:
 *
 * 1. Of an item or indicator that is hidden in an area for few answers, for the sake of such or because all agree, every
 *    figure of that area: mean, rate and index rest on the same answers.
 * 2. Beside it another area of the same item, of so many answers and so far from the ends of the scale that the small cell
 *    can be anything while the total stays as printed; all areas where there is none. It is taken that the hidden cell has
 *    at most nine answers, and that one of them weighs at most four times one of the other area.
 * 3. Every node above a hidden leaf, in that area: its weights are public. By 2 each node is hidden in several areas.
 *
 * @returns keys of all figures without a number, those that had none before among them
 */
export function format1Hidden(release: Pick<Release, 'figures' | 'nodes'>): ReadonlySet<string> {
  const { figures, nodes } = release;
  const groups = new Map<string, PublishedFigure[]>();
  for (const figure of figures) {
    const group = groupOf(figure, nodes);
    if (group !== undefined) gather(groups, group, figure);
  }
  const hidden = new Set(figures.filter(({ cell }) => 'suppressed' in cell).map(({ key }) => key));
  for (const [group, members] of groups) {
    const areas = hiddenAreas(members);
    for (const { key, area } of members) if (areas.has(area)) hidden.add(key);
    const above = nodesAbove(group, nodes);
    for (const { key, statistic, subject, area } of figures) {
      if (statistic === 'index' && above.has(subject) && areas.has(area)) hidden.add(key);
    }
  }
  return hidden;
}

/** Figures that rest on the same answers: of an item, its leaf among them, or of an indicator. */
function groupOf({ statistic, subject }: PublishedFigure, nodes: Release['nodes']): string | undefined {
  // Of all who were asked, and by area there are none.
  if (statistic.endsWith('Share')) return undefined;
  if (statistic !== 'index') return subject;
  const isParent = nodes.some(({ parent }) => parent === subject);
  return isParent ? undefined : nodes.find(({ name }) => name === subject)?.item;
}

/** The areas in which the figures of a group are to be hidden; `undefined` is all of them together. */
function hiddenAreas(members: readonly PublishedFigure[]): ReadonlySet<string | undefined> {
  const hidden = new Set(members.filter(tellsOfFew).map(({ area }) => area));
  const byArea = new Map<string, PublishedFigure[]>();
  for (const figure of members) if (figure.area !== undefined) gather(byArea, figure.area, figure);
  const isHiddenSomewhere = [...byArea.keys()].some((area) => hidden.has(area));
  if (!isHiddenSomewhere) return hidden;
  const partners = [...byArea]
    .filter(
      ([area, own]) =>
        !hidden.has(area) && own.every(({ cell, unit, statistic }) => canHide(cell, unit, statistic)),
    )
    .map(([area, own]) => ({ area, n: Math.max(...own.map(({ cell }) => ('value' in cell ? cell.n : 0))) }))
    .sort((a, b) => a.n - b.n || (a.area < b.area ? -1 : 1));
  for (const area of partners.length > 0 ? [partners[0]!.area] : byArea.keys()) hidden.add(area);
  return hidden;
}

function tellsOfFew({ cell, area }: PublishedFigure): boolean {
  if (!('suppressed' in cell)) return false;
  if (cell.suppressed === 'noError') return area !== undefined;
  return cell.suppressed === 'few' || cell.suppressed === 'complement';
}

/** Nine answers, each of the weight of four, anywhere in 100 points. */
const ROOM = 9 * 4 * 100;

/** Whether a cell of nine answers beside it can be anything: it can give way to either end of the scale. */
function canHide(cell: Cell, unit: PublishedFigure['unit'], statistic: string): boolean {
  if (!('value' in cell)) return false;
  // A number of acts is a share of them under another name.
  if (unit === 'count') return true;
  const asRead = unit === 'share' ? 100 * cell.value : cell.value;
  const points = statistic === 'netPromoter' ? (asRead + 100) / 2 : asRead;
  return cell.n * Math.min(points, 100 - points) >= ROOM;
}

/** The nodes that an item counts in, up to the root. */
function nodesAbove(item: string, nodes: Release['nodes']): ReadonlySet<string> {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const above = new Set<string>();
  for (const leaf of nodes.filter((node) => node.item === item)) {
    for (let node = leaf; !node.isDiagnostic && node.parent !== undefined; node = byName.get(node.parent)!) {
      above.add(node.parent);
    }
  }
  return above;
}
