import { boundFigure } from '../define/bound-figure.ts';
import { figureKey } from '../figure-key.ts';
import { readAs, thresholdsOfTarget } from '../print/figure-thresholds.ts';
import type { JudgedTarget } from './judged-targets.ts';
import type { Cell, FigureReference } from '../release.ts';
import { printedEstimate, type TargetPrinted, type Thresholds } from '../print/render-release.ts';
import type { SealedFigure } from '../sealed-release.ts';
import { mayShowUnflagged } from './target-evidence.ts';
import type { WaveContext } from '../measure/wave-context.ts';

/** A target with how its numbers are printed. */
export type TargetToPrint = JudgedTarget & TargetPrinted & { readonly withoutFlagged?: Cell };

interface PrintedWith {
  readonly own: WaveContext;
  readonly figures: readonly SealedFigure[];
  readonly references: readonly FigureReference[];
  readonly thresholds: Thresholds;
}

/** With what is printed beside its verdict, as long as the figure it is about is not hidden. */
export function targetToPrint(
  judged: JudgedTarget,
  { own, figures, references, thresholds: byKey }: PrintedWith,
): TargetToPrint {
  const { sealed, target } = judged;
  const bound = boundFigure(target, own.form);
  const figure = own.overall().get(figureKey(bound.statistic, bound.subject));
  // A promise whose figure is gone has no numbers.
  if (!figure) return { ...judged, unit: 'points', thresholds: [] };
  const { unit } = figure;
  const read = readAs(bound, own, references);
  const thresholds = thresholdsOfTarget(target.operator, read, byKey);
  const without = sealed.evidence?.readings.withoutFlagged;
  const isHidden = figures.find(({ key }) => key === read.key)?.hidden !== undefined;
  if (!without || isHidden || !mayShowUnflagged(own, bound)) return { ...judged, unit, thresholds };
  return {
    ...judged,
    unit,
    thresholds,
    withoutFlagged: printedEstimate(without, { unit, ...bound }, own.form, thresholds),
  };
}
