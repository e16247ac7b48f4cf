import { isEstimable } from '../estimation/not-estimable.ts';
import { decimalsByError } from './digits.ts';
import type { WaveToRelease } from './draft-release.ts';
import { figureKey } from './draft-figures.ts';
import { judged } from './estimated-figures.ts';
import type { Cell } from './release.ts';
import { printedEstimate } from './render-release.ts';
import { waveContext, type WaveContext } from './wave-context.ts';

/**
 * The headline with what was excluded put in again (rule 35). Both numbers together tell what the excluded answered,
 * more closely the more digits they have; where that is closer than two answers of one person, it stays in the sealed
 * document alone.
 */
export function headlineBefore(
  { excluded }: Pick<WaveToRelease, 'excluded'>,
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
  const least = Math.min(100, 200 / excluded.ids.length);
  const step = 10 ** -decimalsByError(before.estimate.standardError);
  const open = (2 * step * before.estimate.n) / excluded.ids.length;
  if (open < least) return {};
  return { headlineBeforeExclusions: printedEstimate(before, figure, form) };
}
