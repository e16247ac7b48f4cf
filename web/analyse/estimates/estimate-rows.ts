import { textIn, type Language } from '../../../core/questionnaire/local-text.ts';
import type { PublishedFigure, WaveFigures, ShownCell } from '../../../core/release/release.ts';
import { shownOf } from '../../parts/figure/figure-text.ts';
import { findByKey } from '../../parts/figure/published.ts';

export interface EstimateRow {
  readonly figure: PublishedFigure;
  /** What the figure is about, in words; its name where the release has none. */
  readonly title: string;
  /** The cell, if the figure is shown. */
  readonly shown: ShownCell | undefined;
}

/** Which figures to show: of one area, or of all together; of one statistic, or of all. */
export interface EstimateChoice {
  readonly area?: string;
  readonly statistic?: string;
}

/**
 * The figures of one area, or of all together, in the order of the index tree: of each node its index, then
 * what its items say; indicators last. Those that are another figure under another name are there as well.
 */
export function estimateRows(
  release: WaveFigures,
  { area, statistic }: EstimateChoice,
  language: Language,
): readonly EstimateRow[] {
  const subjects = subjectsOf(release, language);
  const order = [...subjects.keys()];
  const position = ({ subject }: PublishedFigure) => {
    const at = order.indexOf(subject);
    return at === -1 ? order.length : at;
  };
  const referred = release.references.flatMap(({ form, key }) => findByKey(release, form, key) ?? []);
  return [...release.figures, ...referred]
    .filter((figure) => figure.area === area && (statistic === undefined || figure.statistic === statistic))
    .sort((a, b) => position(a) - position(b))
    .map((figure) => ({
      figure,
      title: subjects.get(figure.subject) ?? figure.subject,
      shown: shownOf(figure.cell),
    }));
}

/** An item is called by the most specific node it measures. */
function subjectsOf({ nodes, indicators }: WaveFigures, language: Language): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  for (const { name, title, item, overallItem } of nodes) {
    titles.set(name, textIn(title, language));
    for (const measured of [overallItem, item]) {
      if (measured !== undefined && !titles.has(measured)) titles.set(measured, textIn(title, language));
    }
  }
  for (const { name, title } of indicators) titles.set(name, textIn(title, language));
  return titles;
}
