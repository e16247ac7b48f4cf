import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import { boundFigure } from '../define/bound-figure.ts';
import { windowOfNumber } from '../disclose/disclosed-release.ts';
import { figureKey } from '../figure-key.ts';
import { earlierFigure } from '../compare/earlier-figure.ts';
import type { EarlierWave } from '../compare/earlier-wave.ts';
import type { JudgedTarget } from './judged-targets.ts';
import type { PrintedNumber } from '../disclose/reader-system.ts';
import type { FigureReference } from '../release.ts';
import type { WaveContext } from '../measure/wave-context.ts';

/**
 * The differences that targets of "each year" print of this wave, from the wave before and since the base, as windows on
 * the figures of now: each goes out from what was printed of its wave. A term that is judged by its locked definition is
 * about another figure.
 */
export function termNumbers(
  judged: readonly JudgedTarget[],
  own: WaveContext,
  references: readonly FigureReference[],
  earlier: readonly EarlierWave[],
): readonly PrintedNumber[] {
  return judged.flatMap(({ result: { term, name }, target }) => {
    if (!term || term.isByLockedDefinition) return [];
    const bound = boundFigure(target, own.form);
    const key = figureKey(bound.statistic, bound.subject);
    const scale = own.overall().get(key)?.unit === 'share' ? 100 : 1;
    const { base, pairs, sinceBase } = term;
    // Pairs of waves that are over end at these; those of now are all that is new.
    const last = pairs.filter(({ outcome }) => outcome !== 'ahead').at(-1);
    const differences = [
      ...(last?.difference === undefined ? [] : [{ ...last, difference: last.difference }]),
      ...(sinceBase ? [{ from: base, ...sinceBase }] : []),
    ];
    return differences.flatMap(({ from, difference, standardError }) =>
      earlier
        .filter(({ sealed }) => sealed.wave.period === from)
        .flatMap((wave): readonly PrintedNumber[] => {
          const was = earlierFigure(wave, key, references, own.definitionOf(bound))?.estimate;
          if (!was || !isEstimable(was)) return [];
          const [low, high] = windowOfNumber(scale * was.value, scale * was.standardError);
          const [least, most] = windowOfNumber(scale * difference, scale * standardError!);
          const terms = [{ key, coefficient: 1 }];
          const window = { lowest: low + least, highest: high + most };
          return [{ name: `${name} since ${from}`, terms, ...window, shownWith: [key] }];
        }),
    );
  });
}
