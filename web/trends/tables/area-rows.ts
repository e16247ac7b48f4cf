import { textIn } from '../../../core/questionnaire/local-text.ts';
import { asRead } from '../../../core/release/print/digits.ts';
import type { AreaRanking, CodedCell, Release, ShownCell } from '../../../core/release/release.ts';
import { compareNames } from '../../parts/formats.ts';
import {
  figureText,
  readInterval,
  shownOf,
  type FigureText,
  type Unit,
} from '../../parts/figure/figure-text.ts';
import { findFigure, type FigureName, type FoundFigure } from '../../parts/figure/published.ts';
import type { Reader } from '../../parts/figure/reader.ts';
import { comparedFigure, type ComparedFigure } from '../trend-points.ts';
import type { TrendsKey } from '../../wording/trends/simplified-chinese.ts';

/** One area as chart and table show it. */
export interface AreaRow {
  readonly code: string;
  readonly name: string;
  readonly unit: Unit;
  /** On the scale people read; null where it is not shown, or told as beyond a bound only. */
  readonly value: number | null;
  readonly interval: [number, number] | null;
  readonly standing: ShownCell['standing'] | null;
  /** It lies beyond a bound, at that end of the scale. */
  readonly bound?: CodedCell['bound'];
  readonly text: FigureText;
  /** Hash of the definition of the figure. */
  readonly definition: string;
  /** Since the wave before: that of the figure first, then those of the overall item, where they were tested. */
  readonly changes: readonly AreaChange[];
  /** The ranks it may have among the areas that are compared, and its place beside the mean of the others. */
  readonly place?: AreaPlace;
}

export interface AreaChange {
  /** What it is of; empty where there is one alone. */
  readonly title: string;
  readonly point: ComparedFigure;
}

export interface AreaPlace {
  /** The published set, never narrowed by what the test found: all sets hold at once only as they are. */
  readonly ranks: string;
  readonly group: string;
  /** What the test found; the words of `group` say it. */
  readonly tested: AreaRanking['areas'][number]['group'];
}

/** The figures of the areas by name: an order by value would read as a ranking nobody tested. */
export function areaRows(release: Release, name: FigureName, reader: Reader): readonly AreaRow[] {
  const compare = compareNames(reader.language);
  const ranking =
    name.statistic === 'index'
      ? release.rankings.find(({ form, subject }) => form === name.form && subject === name.subject)
      : undefined;
  return release.areas
    .flatMap(({ code, name: title }): readonly AreaRow[] => {
      const figure = findFigure(release, { ...name, area: code });
      if (!figure) return [];
      const { cell, unit, definition } = figure;
      const text = figureText(cell, unit, reader);
      const place = placeOf(ranking, code, reader);
      const changes = changesIn(release, figure, code, reader);
      const row = {
        code,
        name: textIn(title, reader.language),
        unit,
        text,
        definition,
        changes,
        ...(place ? { place } : {}),
      };
      const shown = shownOf(cell);
      if (!shown) {
        const bound = 'bound' in cell ? { bound: cell.bound } : {};
        return [{ ...row, ...bound, value: null, interval: null, standing: null }];
      }
      const hasInterval = shown.interval !== undefined && shown.standing !== 'insufficient';
      const interval = hasInterval ? readInterval(shown.interval, unit) : null;
      return [{ ...row, value: asRead(shown.value, unit), interval, standing: shown.standing }];
    })
    .sort((a, b) => compare(a.name, b.name));
}

/** How many areas have a figure, one beyond a bound included, and how many of these may be judged. */
export function areaCounts(rows: readonly AreaRow[]): { readonly shown: number; readonly full: number } {
  return {
    shown: rows.filter(({ value, bound }) => value !== null || bound !== undefined).length,
    full: rows.filter(({ standing }) => standing === 'full').length,
  };
}

/** The same in words. */
export function countsText(rows: readonly AreaRow[], { say }: Reader): string {
  const { shown, full } = areaCounts(rows);
  if (full < shown) return say('areasCounted', { shown, full });
  return say(shown === rows.length ? 'areasAllFull' : 'areasShownFull', { shown });
}

/** What the shapes in the chart of the areas mean, with the areas that have them; none where none was found to differ. */
export function groupKeys(rows: readonly AreaRow[], { say }: Reader): readonly string[] {
  return (['above', 'below'] as const).flatMap((group) => {
    const names = rows.filter(({ place }) => place?.tested === group).map(({ name }) => name);
    return names.length === 0 ? [] : [say(`groupKey.${group}`, { areas: names.join(say('listSeparator')) })];
  });
}

/** Whether any area was compared with the wave before, or could not be for a reason that is told. */
export function haveChanges(rows: readonly AreaRow[]): boolean {
  return rows.some(({ changes }) =>
    changes.some(({ point }) => point.change !== undefined || point.breaks.length > 0),
  );
}

/** The index of an area is tested together with the mean score and the rate of its overall item. */
function changesIn(
  release: Release,
  figure: FoundFigure,
  area: string,
  { language, say }: Reader,
): readonly AreaChange[] {
  const { form, statistic, subject } = figure;
  const node = release.nodes.find((each) => each.form === form && each.name === subject);
  const item = statistic === 'index' ? node?.overallItem : undefined;
  const known = new Set([figure.quantity]);
  const measured = release.nodes.find((each) => each.form === form && each.item === item);
  const itemTitle = measured && textIn(measured.title, language);
  const titled = (ofItem: TrendsKey, ofOverall: TrendsKey) =>
    itemTitle === undefined ? say(ofOverall) : say(ofItem, { item: itemTitle });
  const candidates = [
    ['itemScore', titled('scoreOfItem', 'scoreOfOverall')],
    ['satisfactionRate', titled('rateOfItem', 'rateOfOverall')],
  ] as const;
  const others =
    item === undefined
      ? []
      : candidates.flatMap(([other, title]): readonly AreaChange[] => {
          const found = findFigure(release, { form, statistic: other, subject: item!, area });
          const point = comparedFigure(release, found);
          if (!found || !point.change || known.has(found.quantity)) return [];
          known.add(found.quantity);
          return [{ title, point }];
        });
  const title = others.length === 0 ? '' : say('statistic.index');
  return [{ title, point: comparedFigure(release, figure) }, ...others];
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
