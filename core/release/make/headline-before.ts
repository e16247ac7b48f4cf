import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import { decimalsByError } from '../print/digits.ts';
import type { FrameToRelease } from './wave-to-release.ts';
import { figureKey } from '../figure-key.ts';
import { judged } from '../measure/estimated-figures.ts';
import type { Cell } from '../release.ts';
import { printedEstimate } from '../print/render-release.ts';
import type { WaveColumns } from '../measure/wave-columns.ts';
import { waveContext, type WaveContext } from '../measure/wave-context.ts';

/**
 * The headline with what was excluded put in again (rule 35). Both numbers together tell what the excluded answered,
 * more closely the more digits they have and the more the excluded weigh; where that is closer than two answers of one
 * person, it stays in the sealed document alone. Without its error, which tells of them too.
 */
export function headlineBefore(
  { columns, excluded }: Pick<FrameToRelease, 'columns' | 'excluded'>,
  own: WaveContext,
): { readonly headlineBeforeExclusions?: Cell } {
  if (!excluded || excluded.ids.length === 0) return {};
  const { programme, form } = own;
  const key = figureKey('index', form.index.root.name);
  const context = waveContext(programme, form, excluded.columns);
  const figure = context.overall().get(key);
  if (!figure) return {};
  const before = judged(programme, context.design, figure);
  if (!isEstimable(before.estimate)) return {};
  const step = 10 ** -decimalsByError(before.estimate.standardError);
  const least = Math.min(100, 200 / excluded.ids.length);
  const weightOut = mostRaised(context) * (totalOf(excluded.columns) - totalOf(columns));
  // Half a step either way, of each of the two numbers.
  const open = (2 * step * sumOf(context.design.weights)) / weightOut;
  if (!(weightOut > 0) || open < least) return {};
  const printed = printedEstimate(before, figure, form);
  if (!('value' in printed) || 'bound' in printed) return {};
  const { value, standing, n } = printed;
  return { headlineBeforeExclusions: { value, standing, n } };
}

/** Weights as they were drawn. */
function totalOf({ weights }: WaveColumns): number {
  return sumOf(weights);
}

/** By how much raking raises one weight at most: whose were excluded columns do not say. */
function mostRaised({ design, columns: { weights } }: WaveContext): number {
  return weights.reduce((most, weight, at) => Math.max(most, design.weights[at]! / weight), 0);
}

function sumOf(weights: Float64Array): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}
