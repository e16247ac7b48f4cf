import { gather } from '../../gather.ts';
import type { Estimate } from '../../estimation/estimate.ts';
import { isEstimable, type NotEstimable } from '../../estimation/not-estimable.ts';
import type { SampleDesign } from '../../estimation/sample-design.ts';
import { suppressSmallCells, type Suppression } from '../../estimation/suppress-small-cells.ts';
import { answeredBranches } from './branches.ts';
import { estimateIndexTree } from './estimate-index-tree.ts';
import { estimateFigure } from '../../indices/methods/method.ts';
import type { Form, Programme } from '../../programme/programme.ts';
import { ratingColumn } from '../columns-of-methods.ts';
import { draftFigures, figureKey, type DraftFigure } from './draft-figures.ts';
import { rowsWith } from '../label-column.ts';
import { nodesWithParents, ratedItems } from '../rated-items.ts';
import type { WaveColumns } from '../wave-columns.ts';

/** A figure estimated, with what disclosure control says of it. */
export interface EstimatedFigure extends DraftFigure {
  readonly key: string;
  readonly area?: string;
  readonly estimate: Estimate | NotEstimable;
  readonly hidden?: Suppression;
}

/**
 * All figures of a wave, over all and by area, estimated and with small cells marked as hidden. The branches of
 * the index are fixed over all, so that every area is measured by the same index or not at all.
 */
export function estimatedFigures(
  { areas, settings }: Programme,
  form: Form,
  design: SampleDesign,
  columns: WaveColumns,
): readonly EstimatedFigure[] {
  const branches = branchesOf(form, design, columns);
  const estimated = (draft: DraftFigure, area?: string): EstimatedFigure => ({
    ...draft,
    key: figureKey(draft.statistic, draft.subject, area),
    ...(area === undefined ? {} : { area }),
    estimate: estimateFigure(design, draft.unit, draft.figure, { level: settings.confidenceLevel }),
  });
  const overall = draftFigures(form, design, columns, { branches }).map((draft) => estimated(draft));
  const codes = areas.map((area) => area.code);
  // Respondents of no known area are a cell too: nobody sees it, and it follows from the others and the total.
  const byArea = [...codes, ''].map((area) => {
    const domain = rowsWith(columns.areas, area);
    const drafts = draftFigures(form, design, columns, { branches, domain, isBrief: true });
    return drafts.map((draft) => estimated(draft, area));
  });
  let figures: readonly EstimatedFigure[] = [
    ...overall,
    ...hideSmallCells(overall, byArea.flat(), settings.minimumCell),
  ];
  // What is hidden for the sake of a branch may be the only one of its table, and the other way round.
  for (let hidden = -1; hidden !== hiddenCount(figures);) {
    hidden = hiddenCount(figures);
    figures = hideLoneAreas(hideTellingParents(form, figures, settings.minimumCell), settings.minimumCell);
  }
  return figures.filter(({ area }) => area !== '');
}

const hiddenCount = (figures: readonly EstimatedFigure[]): number =>
  figures.filter(({ hidden }) => hidden !== undefined).length;

/** A single hidden area follows from the total and the others: with it goes the one on the fewest answers. */
function hideLoneAreas(figures: readonly EstimatedFigure[], minimum: number): readonly EstimatedFigure[] {
  const isHidden = (figure: EstimatedFigure) => figure.hidden !== undefined || isFew(figure, minimum);
  const tables = new Map<string, EstimatedFigure[]>();
  for (const figure of figures) {
    if (figure.area === undefined) continue;
    gather(tables, figureKey(figure.statistic, figure.subject), figure);
  }
  const whole = new Map(figures.map((figure) => [figure.key, figure]));
  const also = new Set<string>();
  for (const [table, areas] of tables) {
    const total = whole.get(table);
    if (!total || isHidden(total) || areas.filter(isHidden).length !== 1) continue;
    const [smallest] = areas
      .filter((figure) => !isHidden(figure) && countOf(figure.figure) > 0)
      .sort((x, y) => countOf(x.figure) - countOf(y.figure) || (x.key < y.key ? -1 : 1));
    if (smallest) also.add(smallest.key);
  }
  return figures.map((figure) => (also.has(figure.key) ? { ...figure, hidden: 'complement' } : figure));
}

/**
 * A node is the weighted mean of its children, and the weights are public: where a single one of them is hidden,
 * the node and the others give it away, so the node is hidden with it. From the leaves up.
 */
function hideTellingParents(
  form: Form,
  figures: readonly EstimatedFigure[],
  minimum: number,
): readonly EstimatedFigure[] {
  const byKey = new Map(figures.map((figure) => [figure.key, figure]));
  const areas = new Set(figures.map(({ area }) => area));
  for (const { node } of [...nodesWithParents(form.index.root)].reverse()) {
    const counted = (node.children ?? []).filter((child) => child.isDiagnostic !== true);
    for (const area of areas) {
      const hidden = counted.filter((child) => {
        const figure = byKey.get(figureKey('index', child.name, area));
        return figure && (figure.hidden !== undefined || isFew(figure, minimum));
      });
      const own = byKey.get(figureKey('index', node.name, area));
      if (hidden.length === 1 && own && own.hidden === undefined) {
        byKey.set(own.key, { ...own, hidden: 'complement' });
      }
    }
  }
  return figures.map(({ key }) => byKey.get(key)!);
}

/** Whether somebody answered, and too few to be shown. */
export function isFew({ figure }: DraftFigure, minimum: number): boolean {
  const n = countOf(figure);
  return n > 0 && n < minimum;
}

/** The leaves that anybody answered: what the index is made of, everywhere in this release. */
export function branchesOf(form: Form, design: SampleDesign, columns: WaveColumns): ReadonlySet<string> {
  const rated = new Map(ratedItems(form).map((item) => [item, ratingColumn(columns, item)]));
  return answeredBranches(estimateIndexTree(design, form.index, rated));
}

/** Each figure over all areas is a table whose total is published: no small cell may follow from the others. */
function hideSmallCells(
  overall: readonly EstimatedFigure[],
  byArea: readonly EstimatedFigure[],
  minimum: number,
): readonly EstimatedFigure[] {
  return overall.flatMap(({ statistic, subject }) => {
    const cells = byArea.filter((each) => each.statistic === statistic && each.subject === subject);
    const counts = cells.map((cell) => ({ name: cell.key, n: countOf(cell.figure) }));
    const { hidden } = suppressSmallCells(counts, { minimum });
    return cells.map((cell) => {
      const suppression = hidden.get(cell.key);
      return suppression ? { ...cell, hidden: suppression } : cell;
    });
  });
}

/** Exact number of answers a figure rests on. */
export function countOf(figure: DraftFigure['figure'] | undefined): number {
  return figure !== undefined && isEstimable(figure) ? figure.n : 0;
}
