import { isTrend, type TargetOperator } from '../../judgement/operators/operators.ts';
import { gather } from '../../gather.ts';
import { boundFigure, quantityOf } from '../define/bound-figure.ts';
import { figureKey } from '../figure-key.ts';
import type { FigureName } from '../figure-names.ts';
import { published } from '../published.ts';
import type { FigureReference } from '../release.ts';
import { thresholdsOf, type Thresholds } from './render-release.ts';
import type { WaveContext } from '../measure/wave-context.ts';

/** What the figures of level targets are judged by, on the scale of the figure that has the key: shares in per cent. */
export function thresholdsByKey(context: WaveContext, references: readonly FigureReference[]): Thresholds {
  const found = new Map<string, number[]>();
  for (const target of context.programme.targets) {
    if (isTrend(target.operator)) continue;
    const { key, offset, factor } = readAs(boundFigure(target, context.form), context, references);
    for (const threshold of thresholdsOf(target.operator)) {
      gather(found, key, published((threshold - offset) / factor));
    }
  }
  return found;
}

/** All that a figure is judged by, on the scale of one target about it: each prints the number alike. */
export function thresholdsOfTarget(
  operator: TargetOperator,
  { key, offset, factor }: ReadAs,
  thresholds: Thresholds,
): readonly number[] {
  const others = (thresholds.get(key) ?? []).map((threshold) => published(offset + factor * threshold));
  return [...new Set([...(isTrend(operator) ? [] : thresholdsOf(operator)), ...others])];
}

/** A figure as it is read is `offset` and `factor` times what is read at `key`: shares in per cent. */
export interface ReadAs {
  readonly key: string;
  readonly offset: number;
  readonly factor: number;
}

export function readAs(
  bound: FigureName,
  { overall }: WaveContext,
  references: readonly FigureReference[],
): ReadAs {
  const name = figureKey(bound.statistic, bound.subject);
  const key = quantityOf(bound, references);
  const scaleOf = (figure: string) => (overall().get(figure)?.unit === 'share' ? 100 : 1);
  const { factor, offset } = references.find((each) => each.key === name) ?? { factor: 1, offset: 0 };
  return { key, offset: scaleOf(name) * offset, factor: (scaleOf(name) * factor) / scaleOf(key) };
}
