import { changeBetween, type Change } from '../../estimation/comparisons/change-between.ts';
import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import { dontKnowReadings, dontKnowScore } from '../measure/dont-know-readings.ts';
import type { EarlierWave } from './earlier-wave.ts';
import type { FigureName } from '../figure-names.ts';
import { ratedItems } from '../../programme/rated-items.ts';
import type { JudgedEstimate, SealedDontKnow, SealedFigure } from '../sealed-release.ts';
import type { WaveContext } from '../measure/wave-context.ts';

/**
 * What later waves need to read "don't know" in this wave as they read it in theirs: the scores of all rated items, and
 * the figures whose changes have a word, with "don't know" counted as satisfied, and as not.
 *
 * @param haveWords figures whose changes are tested
 */
export function sealedDontKnow(
  context: WaveContext,
  haveWords: readonly (FigureName & { readonly key: string })[],
): SealedDontKnow {
  const scores = ratedItems(context.form).map((item) => dontKnowScore(context, item));
  const readings = haveWords.flatMap((figure) => {
    const { dontKnowIs, dontKnowIsNot } = dontKnowReadings(context, figure, scores);
    return dontKnowIs && dontKnowIsNot ? [{ key: figure.key, dontKnowIs, dontKnowIsNot }] : [];
  });
  return { scores, readings };
}

/**
 * Whether a change hangs on how "don't know" is read, alike in both waves (rule 32): one that has a word and does not go
 * the same way in each reading, or one without a word that a reading finds significant among so many. Dissatisfied
 * people who say that they do not know are no rise, and hide no fall. Releases that did not keep their readings are taken
 * by their word.
 *
 * @param context of the new wave, as it is compared
 * @param own scores of the new wave, for items that the wave before did not have
 */
export function hangsOnDontKnow(
  context: WaveContext,
  own: SealedDontKnow['scores'],
  { sealed }: Pick<EarlierWave, 'sealed'>,
) {
  const { scores = [], readings = [] } = sealed.dontKnow ?? {};
  const kept = new Map(readings.map((each) => [each.key, each]));
  return (figure: SealedFigure, was: SealedFigure, change: TestedChange): boolean => {
    const then = kept.get(was.key);
    if (!then) return false;
    const now = dontKnowReadings(context, figure, [...scores, ...own]);
    return (['dontKnowIs', 'dontKnowIsNot'] as const).some((reading) => {
      const [before, is] = [testable(then[reading]), testable(now[reading])];
      if (!before || !is) return false;
      const { interval, pValue } = changeBetween(before, is, { level: change.level });
      if (!change.hasWord) return pValue * change.comparisons < 1 - change.level;
      return change.difference > 0 ? !(interval[0] > 0) : !(interval[1] < 0);
    });
  };
}

/** A change, whether it has a word by itself, and among how many it was tested. */
export interface TestedChange extends Pick<Change, 'difference' | 'level'> {
  readonly hasWord: boolean;
  readonly comparisons: number;
}

function testable(read: JudgedEstimate | undefined) {
  return read && isEstimable(read.estimate) && read.estimate.standardError > 0 ? read.estimate : undefined;
}
