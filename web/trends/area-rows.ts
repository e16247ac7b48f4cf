import type { AreaRanking, Release, ShownCell } from '../../core/release/format-1.ts';
import { compareNames } from '../staff/formats.ts';
import { figureText, onReadScale, readInterval, type FigureText, type Unit } from './figure-text.ts';
import { findFigure } from './published.ts';
import type { Reader } from './reader.ts';

/** One area as chart and table show it. */
export interface AreaRow {
  readonly code: string;
  readonly name: string;
  readonly unit: Unit;
  /** On the scale people read; null where it is not shown. */
  readonly value: number | null;
  readonly interval: [number, number] | null;
  readonly standing: ShownCell['standing'] | null;
  readonly text: FigureText;
  /** The ranks it may have among the areas that are compared, and its place beside the mean of the others. */
  readonly place?: AreaPlace;
}

export interface AreaPlace {
  /** The published set, never narrowed by what the test found: all sets hold at once only as they are. */
  readonly ranks: string;
  readonly group: string;
  /** What the test found; the words of `group` say it. */
  readonly tested: AreaRanking['areas'][number]['group'];
}

/** The figures of the areas by name: an order by value would read as a ranking nobody tested. */
export function areaRows(
  release: Release,
  statistic: string,
  subject: string,
  reader: Reader,
): readonly AreaRow[] {
  const compare = compareNames(reader.language);
  const ranking =
    statistic === 'index' ? release.rankings?.find((each) => each.subject === subject) : undefined;
  return release.areas
    .flatMap(({ code, name }): readonly AreaRow[] => {
      const figure = findFigure(release, statistic, subject, code);
      if (!figure) return [];
      const { cell, unit } = figure;
      const text = figureText(cell, unit, reader);
      const place = placeOf(ranking, code, reader);
      const row = { code, name: name[reader.language], unit, text, ...(place ? { place } : {}) };
      if ('suppressed' in cell) return [{ ...row, value: null, interval: null, standing: null }];
      const hasInterval = cell.interval !== undefined && cell.standing !== 'insufficient';
      const interval = hasInterval ? readInterval(cell.interval, unit) : null;
      return [{ ...row, value: onReadScale(cell.value, unit), interval, standing: cell.standing }];
    })
    .sort((a, b) => compare(a.name, b.name));
}

function placeOf(ranking: AreaRanking | undefined, code: string, { say }: Reader): AreaPlace | undefined {
  const found = ranking?.areas.find(({ area }) => area === code);
  if (!ranking || !found) return undefined;
  const [best, worst] = found.ranks;
  const names = { best, worst, of: ranking.areas.length };
  return {
    ranks: best === worst ? say('rank', names) : say('ranks', names),
    group: say(`group.${found.group}`),
    tested: found.group,
  };
}
