import type { Estimate } from '../../estimation/errors/estimate.ts';
import { ladder, type Standing } from '../../judgement/ladder.ts';
import { isEstimable, type NotEstimable } from '../../estimation/figures/not-estimable.ts';
import type { SampleDesign } from '../../estimation/design/sample-design.ts';
import { smallSample } from '../../estimation/errors/small-sample.ts';
import { estimateFigure } from '../../indices/figure-method.ts';
import type { Programme } from '../../programme/programme.ts';
import type { MeasuredFigure } from './measured-figures.ts';
import { figureKey } from '../figure-key.ts';
import type { FigureDefinition } from '../definition.ts';
import { rowsWith, rowsWithout } from './label-column.ts';
import type { WaveContext } from './wave-context.ts';

/** A figure estimated by rule 28, before anybody decided whether it may be shown. */
export interface EstimatedFigure extends MeasuredFigure {
  readonly key: string;
  /** `''` for respondents of no known area: nobody sees it, and it follows from the others and the total. */
  readonly area?: string;
  readonly definition: FigureDefinition;
  readonly estimate: Estimate | NotEstimable;
  readonly standing: Standing;
}

/** All figures of a wave, over all and by area. */
export function estimatedFigures(context: WaveContext): readonly EstimatedFigure[] {
  const estimated = (drafts: Iterable<MeasuredFigure>, area?: string): readonly EstimatedFigure[] =>
    [...drafts].map((draft) => estimatedFigure(context, draft, area));
  const { areas } = context.columns;
  const codes = context.programme.areas.map(({ code }) => code);
  const domains = [
    ...codes.map((code) => [code, rowsWith(areas, code)] as const),
    // Also those who named an area that the programme has not: the parts add up to all.
    ['', rowsWithout(areas, codes)] as const,
  ];
  return [
    ...estimated(context.overall().values()),
    ...domains.flatMap(([area, domain]) => estimated(context.measure({ domain, isBrief: true }), area)),
  ];
}

/** Value, error, interval and standing of one figure. */
export function judged(
  { settings }: Pick<Programme, 'settings'>,
  design: SampleDesign,
  { figure, unit, leftOut = [] }: Pick<MeasuredFigure, 'figure' | 'unit' | 'leftOut'>,
  area?: string,
): { readonly estimate: Estimate | NotEstimable; readonly standing: Standing } {
  if (!isEstimable(figure)) return { estimate: figure, standing: 'suppressed' };
  const sample = smallSample(design, figure);
  const level = settings.confidenceLevel;
  const estimate = estimateFigure(design, unit, figure, { level, smallSample: sample });
  if (!isEstimable(estimate)) return { estimate, standing: 'suppressed' };
  const standing = ladder(
    { ...estimate, degreesOfFreedom: sample.nominalDegreesOfFreedom },
    settings.minimumCell,
  );
  // Over fewer leaves than the others an area has another index: to be looked at, not to be judged or ranked.
  const isOfOtherLeaves = area !== undefined && leftOut.length > 0;
  return { estimate, standing: isOfOtherLeaves && standing === 'full' ? 'intervalOnly' : standing };
}

function estimatedFigure(context: WaveContext, draft: MeasuredFigure, area?: string): EstimatedFigure {
  const { statistic, subject } = draft;
  const place = area === undefined ? {} : { area };
  return {
    ...draft,
    ...judged(context.programme, context.design, draft, area),
    ...place,
    key: figureKey(statistic, subject, area),
    // What nobody sees needs no definition of its own.
    definition: context.definitionOf({ statistic, subject, ...(area ? { area } : {}) }),
  };
}
