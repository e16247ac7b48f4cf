import { contentHash } from '../../content-hash.ts';
import { displayedN } from '../../estimation/displayed.ts';
import { isEstimable } from '../../estimation/not-estimable.ts';
import type { SampleDesign } from '../../estimation/sample-design.ts';
import { estimateIndexTree } from './estimate-index-tree.ts';
import type { Convention } from '../../programme/index-definition.ts';
import { lastDayOf } from '../../programme/period.ts';
import { departmentName, type Form, type Programme } from '../../programme/programme.ts';
import { itemsOfQuestionnaire } from '../../questionnaire/questionnaire.ts';
import { areaRankings } from './area-rankings.ts';
import { ratingColumn } from '../columns-of-methods.ts';
import { comparedFigures, type ReleaseBefore } from './compared-figures.ts';
import { conventionText } from '../convention-text.ts';
import { draftFigures, figureKey } from './draft-figures.ts';
import { branchesOf, countOf, estimatedFigures, isFew, type EstimatedFigure } from './estimated-figures.ts';
import { judgedTargets, targetKey, type CellWithoutFlagged } from './judged-targets.ts';
import { published, publishedCell } from './published-cell.ts';
import { nodesWithParents, ratedItems } from '../rated-items.ts';
import { estimateFigure } from '../../indices/methods/method.ts';
import type { PublishedFigure, Release, ReleaseMethod, ReleaseNode } from '../format-1.ts';
import type { WaveColumns } from '../wave-columns.ts';
import { weightedDesign } from './weighted-design.ts';

export interface WaveToRelease {
  readonly wave: Release['wave'];
  readonly number: number;
  readonly programme: Programme;
  readonly form: Form;
  /** Hash of the pinned wave document. */
  readonly document: string;
  readonly software: string;
  /** Complete responses of the sample; those of the open link are not among them. */
  readonly columns: WaveColumns;
  /** Complete responses by channel, the open link included. */
  readonly byChannel: Readonly<Record<string, number>>;
  readonly before?: ReleaseBefore;
}

/**
 * Everything that is published of a wave: responses as columns -> sample design -> figures with errors ->
 * small cells hidden -> changes since the wave before -> verdicts on targets. Pure: the same input gives the
 * same release, byte for byte once it is written as canonical JSON.
 */
export function draftRelease(input: WaveToRelease): Release {
  const { programme, form, columns, before, wave } = input;
  const { settings } = programme;
  const { design, weighting } = columns.rowCount === 0 ? {} : weightedDesign(programme, form, columns);
  const estimated = design ? estimatedFigures(programme, form, design, columns) : [];
  const figures = estimated.map((figure) => publishedFigure(figure, settings.minimumCell)).sort(byKey);
  const rankings = design
    ? areaRankings(design, estimated, figures, { level: settings.confidenceLevel, seed: columns.digest })
    : [];
  const nodes = releaseNodes(form, estimated);
  const method = {
    ...releaseMethod(programme, form, columns, design, figures),
    ...(weighting ? { weighting } : {}),
  };
  const sample = {
    responses: displayedN(columns.rowCount),
    byChannel: rounded(input.byChannel),
    byMode: rounded(columns.byMode),
    flagged: displayedN(columns.isFlagged.reduce((sum, each) => sum + each, 0)),
    strata: design?.stratumCount ?? 0,
    // Where every response is a unit of its own their number is that of the responses.
    primaryUnits: displayedN(design?.clusterCount ?? 0),
  };
  const targetKeys = new Set(programme.targets.map((target) => targetKey(target, form)));
  const comparison =
    before && comparedFigures({ method, sample, figures, nodes }, before, settings, targetKeys);
  const withoutFlagged = design && figuresWithoutFlagged(programme, form, design, columns, estimated);
  return {
    format: 'manyi-release-1',
    programme: { name: programme.name, title: programme.title, isSimulated: programme.isSimulated },
    wave,
    number: input.number,
    provenance: { document: input.document, responses: columns.digest, software: input.software },
    method,
    sample,
    areas: programme.areas.map(({ code, label }) => ({ code, name: label })),
    nodes,
    indicators: form.indicators.map(({ name, title, method: kind }) => ({ name, title, method: kind })),
    figures,
    rankings,
    ...(comparison ? { comparison } : {}),
    targets: design
      ? judgedTargets(programme, form, wave.period, {
          nodes,
          figures: new Map(figures.map((figure) => [figure.key, figure])),
          ...(withoutFlagged ? { withoutFlagged } : {}),
          ...(comparison ? { comparison } : {}),
          ...(before ? { before: before.release } : {}),
        })
      : [],
    departments: programme.departments.map((department) => ({
      code: department.code,
      name: departmentName(department, lastDayOf(wave.period)),
    })),
  };
}

function publishedFigure(figure: EstimatedFigure, minimumCell: number): PublishedFigure {
  const { key, statistic, subject, area, unit, estimate } = figure;
  const hidden = figure.hidden ?? (isFew(figure, minimumCell) ? 'few' : undefined);
  const cell = publishedCell(estimate, minimumCell, hidden);
  return { key, statistic, subject, unit, cell, ...(area === undefined ? {} : { area }) };
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : 1;
}

function rounded(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, displayedN(count)]));
}

function releaseNodes(form: Form, estimated: readonly EstimatedFigure[]): readonly ReleaseNode[] {
  const leftOut = new Map(
    estimated
      .filter(({ statistic, area }) => statistic === 'index' && area === undefined)
      .map((figure) => [figure.subject, figure.leftOut ?? []]),
  );
  return nodesWithParents(form.index.root).map(({ node, parent }): ReleaseNode => {
    const siblings = (parent?.children ?? []).filter((each) => each.isDiagnostic !== true);
    const isDiagnostic = node.isDiagnostic === true;
    const overallItem = node.overallItem ?? node.item;
    return {
      name: node.name,
      ...(parent ? { parent: parent.name } : {}),
      title: node.title,
      weight: isDiagnostic ? 0 : node.weight === 'equal' ? 1 / siblings.length : (node.weight ?? 1),
      isDiagnostic,
      ...(node.item === undefined ? {} : { item: node.item }),
      ...(overallItem === undefined ? {} : { overallItem }),
      lead: node.lead ?? [],
      support: node.support ?? [],
      leftOut: leftOut.get(node.name) ?? [],
    };
  });
}

function releaseMethod(
  { settings }: Programme,
  form: Form,
  columns: WaveColumns,
  design: SampleDesign | undefined,
  figures: readonly PublishedFigure[],
): ReleaseMethod {
  const { index } = form;
  const cell = figures.find(({ key }) => key === figureKey('index', index.root.name))?.cell;
  // A hidden index would follow from itself under another convention.
  const isShown = cell !== undefined && 'value' in cell;
  const headline = (convention: Convention) => {
    if (!design || !isShown) return undefined;
    const rated = new Map(ratedItems(form).map((item) => [item, ratingColumn(columns, item)]));
    const branches = branchesOf(form, design, columns);
    const { figure } = estimateIndexTree(design, { convention, root: index.root }, rated, { branches });
    return isEstimable(figure) ? figure.value : undefined;
  };
  return {
    index: { name: index.name, title: index.title },
    tree: contentHash(index.root),
    questions: contentHash(questionsOf(form)),
    convention: { kind: index.convention.kind, text: conventionText(index.convention) },
    alternatives: index.alternatives.flatMap((convention) => {
      const value = headline(convention);
      if (value === undefined) return [];
      return [{ kind: convention.kind, text: conventionText(convention), value: published(value) }];
    }),
    satisfiedFrom: index.satisfiedFrom,
    confidenceLevel: settings.confidenceLevel,
    minimumCell: settings.minimumCell,
    isProbabilitySample: settings.isProbabilitySample,
  };
}

/** The wording and the scales of the questions the figures rest on: whoever changes one breaks the line. */
function questionsOf(form: Form): readonly unknown[] {
  const rated = new Set(ratedItems(form));
  return itemsOfQuestionnaire(form.questionnaire)
    .filter((item) => rated.has(item.name))
    .map(({ when: _when, required: _required, hint: _hint, ...asked }) => asked);
}

/** The figures once more without flagged responses; none where nothing, or everything, was flagged. */
function figuresWithoutFlagged(
  { settings }: Programme,
  form: Form,
  design: SampleDesign,
  columns: WaveColumns,
  estimated: readonly EstimatedFigure[],
): ReadonlyMap<string, CellWithoutFlagged> | undefined {
  const domain = columns.isFlagged.map((isFlagged) => 1 - isFlagged);
  if (domain.every((isKept) => isKept === 1)) return undefined;
  const branches = branchesOf(form, design, columns);
  const withAll = new Map(estimated.map((each) => [each.key, each]));
  return new Map(
    draftFigures(form, design, columns, { domain, branches }).map(({ statistic, subject, unit, figure }) => {
      const key = figureKey(statistic, subject);
      const estimate = estimateFigure(design, unit, figure, { level: settings.confidenceLevel });
      const all = withAll.get(key);
      const leftOut = countOf(all?.figure) - countOf(figure);
      return [
        key,
        {
          cell: publishedCell(estimate, settings.minimumCell, all?.hidden),
          mayBeShown: leftOut === 0 || leftOut >= settings.minimumCell,
        },
      ];
    }),
  );
}
