import { isTrend } from '../../../core/judgement/operators/operators.ts';
import type { Release, TargetResult } from '../../../core/release/release.ts';
import { figureLine, figureText, readInterval, shownOf } from '../../parts/figure/figure-text.ts';
import { findFigure } from '../../parts/figure/published.ts';
import type { Reader } from '../../parts/figure/reader.ts';
import { thresholdsOf } from './verdict-text.ts';

/** All who said “don't know” counted as not satisfied, and as satisfied. */
const bounds = ['rateIfDontKnowIsNot', 'rateIfDontKnowIs'] as const;
type Bound = (typeof bounds)[number];

interface Item {
  readonly form: string;
  readonly item: string;
}

/**
 * What those who said “don't know” leave open in a satisfaction rate (rule 8):
 * `“不清楚”占8.1%（7.0至9.4），n ≈ 2,400；全算不满意为74.2%（72.3至76.0），n ≈ 2,400`.
 * Nothing where their share is not shown.
 *
 * @param told the bounds to tell; both without it
 */
export function dontKnowText(
  release: Release,
  { form, item }: Item,
  reader: Reader,
  told: readonly Bound[] = bounds,
): string {
  const { say } = reader;
  const line = (statistic: string) => {
    const cell = findFigure(release, { form, statistic, subject: item })?.cell;
    return cell && 'n' in cell ? figureLine(figureText(cell, 'share', reader), reader) : '';
  };
  const share = line('dontKnowShare');
  if (share === '') return '';
  const figures = told.map((bound) => [bound, line(bound)] as const).filter(([, figure]) => figure !== '');
  return [
    say('dontKnowShareIs', { figure: share }),
    ...figures.map(([bound, figure]) => say(`${bound}Is`, { figure })),
  ].join(say('clauseSeparator'));
}

/** The bounds that lie otherwise to the target than the rate that judges; of a target on a change none. */
export function turningBounds(release: Release, target: TargetResult, item: string): readonly Bound[] {
  const { form, operator, judgement } = target;
  if (isTrend(operator)) return [];
  const levels = thresholdsOf(operator);
  const sides = (interval: readonly [number, number] | undefined) =>
    interval && levels.map((level) => sideOf(readInterval(interval, 'share'), level)).join();
  return bounds.filter((statistic) => {
    const bound = shownOf(findFigure(release, { form, statistic, subject: item })?.cell);
    return sides(bound?.interval) !== sides(judgement.interval);
  });
}

function sideOf([lowest, highest]: readonly [number, number], level: number): 'above' | 'below' | 'over' {
  if (lowest >= level) return 'above';
  return highest < level ? 'below' : 'over';
}
