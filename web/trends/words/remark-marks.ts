import type { PublishedChange, Release } from '../../../core/release/release.ts';
import { formatNumber } from '../../parts/formats.ts';
import type { Reader } from '../../parts/figure/reader.ts';

/** Family 8 holds the changes of the areas. */
const AREAS = 8;

const marks = [
  ['＊', 'rawOnly'],
  ['†', 'open'],
  ['‡', 'commonLeaves'],
  ['§', 'earlierTotals'],
] as const;
type Remark = (typeof marks)[number][1];

/**
 * Short marks for what is to be remarked on a change, where a table has many: `＊†`. What they mean stands below the
 * table (`remarkLegend`).
 */
export function remarkMarks(change: PublishedChange): string {
  return marks
    .filter(([, remark]) => hasRemark(change, remark))
    .map(([mark]) => mark)
    .join('');
}

/** The marks that changes of areas have, each with its meaning: `† 取决于“不清楚”怎么算`. */
export function remarkLegend(
  changes: readonly PublishedChange[],
  { method }: Pick<Release, 'method'>,
  { language, say }: Reader,
): readonly string[] {
  const tests = method.families.find(({ number }) => number === AREAS)?.tests;
  return marks
    .filter(([, remark]) => changes.some((change) => hasRemark(change, remark)))
    .map(([mark, remark]) => {
      const isOfMany = remark === 'rawOnly' && tests === undefined;
      const meaning = isOfMany
        ? say('legend.rawOnlyOfMany')
        : say(`legend.${remark}`, { tests: tests === undefined ? '' : formatNumber(tests, language) });
      return `${mark} ${meaning}`;
    });
}

function hasRemark(change: PublishedChange, remark: Remark): boolean {
  switch (remark) {
    case 'rawOnly':
      return change.isRawOnly;
    case 'open':
      return change.word === 'open';
    case 'commonLeaves':
      return change.commonLeaves !== undefined;
    case 'earlierTotals':
      return change.hasEarlierTotals === true;
  }
}
