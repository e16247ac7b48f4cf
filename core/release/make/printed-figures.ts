import { conventionKindOf } from '../../indices/conventions/conventions.ts';
import { lastDayOf } from '../../programme/period.ts';
import { departmentName, type Form } from '../../programme/programme.ts';
import { placedNodes } from '../../indices/index-tree.ts';
import type { ExactFrame } from './exact-frames.ts';
import type { ExactRelease } from './exact-release.ts';
import { figureKey } from '../figure-key.ts';
import type { LabelColumn } from '../measure/label-column.ts';
import type { Comparison, Deviation, ReleaseForm, ReleaseNode, WaveFigures } from '../release.ts';
import {
  renderedAlternatives,
  renderedComparison,
  renderedFigure,
  renderedRanking,
  renderedSample,
  renderedTarget,
} from '../print/render-release.ts';
import type { SealedFigure } from '../sealed-release.ts';
import { sampleOf } from './wave-provenance.ts';
import type { WaveToMeasure } from './wave-to-release.ts';

/** All figures of a wave as everybody may read them. */
export function printedFigures(input: WaveToMeasure, exact: readonly ExactFrame[]): WaveFigures {
  const { programme, wave } = input;
  const { settings } = programme;
  const [official] = exact as readonly [ExactFrame, ...ExactFrame[]];
  const comparison = comparisonOf(exact);
  const { strata, primaryUnits } = drawnOf(exact);
  return {
    programme: { name: programme.name, title: programme.title, isSimulated: programme.isSimulated },
    wave,
    method: {
      confidenceLevel: settings.confidenceLevel,
      minimumCell: settings.minimumCell,
      isProbabilitySample: settings.isProbabilitySample,
      weighting: official.weighting,
      families: exact.flatMap(({ form, families }) =>
        exact.length === 1 ? families : families.map((family) => ({ ...family, form: form.name })),
      ),
    },
    forms: exact.map((frame) => releaseForm(frame, exact.length > 1)),
    frames: exact.map(({ form: { name, index } }) => ({ name: index.name, title: index.title, form: name })),
    sample: renderedSample(sampleOf(input, exact), strata, primaryUnits),
    fieldwork: {
      ...input.fieldwork,
      ...(official.headlineBeforeExclusions
        ? { headlineBeforeExclusions: official.headlineBeforeExclusions }
        : {}),
      deviations: [...input.fieldwork.deviations, ...exact.flatMap(deviationsOfWeights)],
    },
    areas: programme.areas.map(({ code, label }) => ({ code, name: label })),
    nodes: exact.flatMap(({ form, leftOut }) => releaseNodes(form, leftOut)),
    indicators: exact.flatMap(({ form }) =>
      form.indicators.map(({ name, title, method }) => ({ form: form.name, name, title, method })),
    ),
    figures: exact.flatMap(({ form, figures, thresholds }) =>
      figures.map((figure) => renderedFigure(figure, form, thresholds)),
    ),
    references: exact.flatMap(({ references }) => references),
    rankings: exact.flatMap(({ rankings }) => rankings.map(renderedRanking)),
    ...(comparison ? { comparison: renderedComparison(comparison, unitsOf(exact), settings) } : {}),
    targets: exact.flatMap(({ targets }) =>
      targets.map(({ result, withoutFlagged, ...printedBy }) => ({
        ...renderedTarget(result, printedBy),
        ...(withoutFlagged ? { withoutFlagged } : {}),
      })),
    ),
    departments: programme.departments.map((department) => ({
      code: department.code,
      name: departmentName(department, lastDayOf(wave.period)),
    })),
  };
}

/** All frames are compared with one wave. */
function comparisonOf(exact: readonly ExactFrame[]): Comparison | undefined {
  const [first, ...others] = exact.flatMap(({ comparison }) => comparison ?? []);
  if (!first || others.length === 0) return first;
  const all = [first, ...others];
  return {
    ...first,
    breaks: all.flatMap(({ breaks }) => breaks),
    changes: all.flatMap(({ changes }) => changes),
  };
}

/** A stratum or unit with residents of several frames counts once. */
function drawnOf(exact: readonly ExactFrame[]): Pick<ExactRelease, 'strata' | 'primaryUnits'> {
  if (exact.length === 1) return exact[0]!;
  const distinct = (columns: readonly LabelColumn[]) => {
    const labels = columns.flatMap(({ codes, labels }) => [...new Set(codes)].map((code) => labels[code]));
    const alone = labels.filter((label) => label === undefined).length;
    return new Set(labels.filter((label) => label !== undefined)).size + alone;
  };
  return {
    strata: distinct(exact.map(({ columns }) => columns.strata)),
    primaryUnits: distinct(exact.map(({ columns }) => columns.primaryUnits)),
  };
}

function unitsOf(exact: readonly ExactFrame[]): (key: string) => SealedFigure['unit'] {
  const figures = exact.flatMap((frame) => frame.figures);
  return (key) => figures.find((figure) => figure.key === key)?.unit ?? 'points';
}

function deviationsOfWeights({
  weighting: { leftOut, notTrimmedTo },
}: Pick<ExactRelease, 'weighting'>): readonly Deviation[] {
  const margins = leftOut.map(({ item }): Deviation => ({ kind: 'marginLeftOut', item }));
  return notTrimmedTo === undefined ? margins : [...margins, { kind: 'notTrimmed', bound: notTrimmedTo }];
}

function releaseForm(exact: ExactFrame, hasOthers: boolean): ReleaseForm {
  const { name, questionnaire, index, drawn } = exact.form;
  const headline = exact.figures.find(({ key }) => key === figureKey('index', index.root.name));
  return {
    name,
    title: questionnaire.title,
    index: { name: index.name, title: index.title },
    convention: {
      kind: index.convention.kind,
      text: conventionKindOf(index.convention).text(index.convention),
    },
    alternatives: renderedAlternatives(
      exact.alternatives.map(({ convention, value }) => ({
        kind: convention.kind,
        text: conventionKindOf(convention).text(convention),
        value,
      })),
      headline,
    ),
    satisfiedFrom: index.satisfiedFrom,
    ...(drawn ? { drawn: drawn.map(({ items: _, ...form }) => form) } : {}),
    ...(hasOthers ? { weighting: exact.weighting } : {}),
  };
}

function releaseNodes(
  { name: form, index }: Form,
  leftOut: ReadonlyMap<string, readonly string[]>,
): readonly ReleaseNode[] {
  return placedNodes(index.root).map(({ node, parent }): ReleaseNode => {
    const siblings = (parent?.children ?? []).filter((each) => each.isDiagnostic !== true);
    const isDiagnostic = node.isDiagnostic === true;
    const overallItem = node.overallItem ?? node.item;
    return {
      form,
      frame: index.name,
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
