import { gather } from '../../gather.ts';
import { canonicalJson } from '../../canonical-json.ts';
import { changeBetween, type Change } from '../../estimation/change-between.ts';
import { changeWord } from '../../estimation/change-word.ts';
import { holm } from '../../estimation/holm.ts';
import type { ProgrammeSettings } from '../../programme/programme.ts';
import { published } from './published-cell.ts';
import type {
  Comparison,
  ComparisonBreak,
  PublishedChange,
  PublishedFigure,
  Release,
  ShownCell,
} from '../format-1.ts';

/** The part of a release that a comparison with the one before looks at. */
type Comparable = Pick<Release, 'method' | 'sample' | 'figures' | 'nodes'>;

export interface ReleaseBefore {
  readonly hash: string;
  readonly release: Release;
}

/** Shares of modes may drift this far before waves count as done in another way. */
const MOST_MODE_DRIFT = 0.1;

/**
 * The changes since the release before. Nothing is compared over a break: another convention, index, wording or
 * way of asking. The headline index and locked targets are judged alone; every other level of figures is a
 * family of its own and adjusted by Holm's method (rule 13).
 */
export function comparedFigures(
  now: Comparable,
  before: ReleaseBefore,
  settings: ProgrammeSettings,
  targetKeys: ReadonlySet<string>,
): Comparison {
  const { wave } = before.release;
  const breaks = breaksBetween(before.release, now);
  return {
    wave: wave.id,
    waveTitle: wave.title,
    period: wave.period,
    release: before.hash,
    breaks,
    changes: breaks.length > 0 ? [] : changesBetween(before.release, now, settings, targetKeys),
  };
}

function breaksBetween(before: Comparable, now: Comparable): readonly ComparisonBreak[] {
  const breaks: ComparisonBreak[] = [];
  const [old, current] = [before.method, now.method];
  if (canonicalJson(old.convention) !== canonicalJson(current.convention)) breaks.push('conventionChanged');
  if (old.tree !== current.tree || leftOut(before) !== leftOut(now)) breaks.push('indexChanged');
  if (old.questions !== current.questions) breaks.push('questionsChanged');
  if (rakedTo(before) !== rakedTo(now)) breaks.push('weightingChanged');
  if (modeDrift(before.sample.byMode, now.sample.byMode) > MOST_MODE_DRIFT) breaks.push('modeMixChanged');
  return breaks;
}

/** Raking to other items moves figures without anybody having changed their mind; newer totals of the same do not break. */
function rakedTo({ method }: Comparable): string {
  return canonicalJson((method.weighting?.rakedTo ?? []).map(({ item }) => item).sort());
}

/** Branches without answers: an index over other branches is another index (rule 7). */
function leftOut({ nodes }: Comparable): string {
  return canonicalJson(nodes.map((node) => node.leftOut));
}

function modeDrift(before: Readonly<Record<string, number>>, now: Readonly<Record<string, number>>): number {
  const share = (counts: Readonly<Record<string, number>>, mode: string) =>
    (counts[mode] ?? 0) /
    Math.max(
      1,
      Object.values(counts).reduce((sum, count) => sum + count, 0),
    );
  const modes = new Set([...Object.keys(before), ...Object.keys(now)]);
  return Math.max(0, ...[...modes].map((mode) => Math.abs(share(before, mode) - share(now, mode))));
}

function changesBetween(
  before: Comparable,
  now: Comparable,
  settings: ProgrammeSettings,
  targetKeys: ReadonlySet<string>,
): readonly PublishedChange[] {
  const old = new Map(before.figures.map((figure) => [figure.key, figure.cell]));
  const families = new Map<
    string,
    { readonly figure: PublishedFigure; readonly pair: readonly [ShownCell, ShownCell] }[]
  >();
  for (const figure of now.figures) {
    const family = familyOf(figure, now, targetKeys);
    const was = old.get(figure.key);
    if (family === undefined || !isJudgeable(figure.cell) || !was || !isJudgeable(was)) continue;
    gather(families, family, { figure, pair: [was, figure.cell] });
  }
  return [...families.values()]
    .flatMap((members) => {
      const changes = members.map(({ pair: [was, is] }) =>
        changeBetween(precisionOf(was), precisionOf(is), {
          level: settings.confidenceLevel,
          comparisons: members.length,
        }),
      );
      const adjusted = holm(changes.map(({ pValue }) => pValue));
      return members.map(({ figure }, index) =>
        publishedChange(figure, changes[index]!, adjusted[index]!, settings),
      );
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The family a figure is judged with; its own key where it is judged alone; none where no change is shown. */
function familyOf(
  { key, statistic, subject, area }: PublishedFigure,
  { nodes }: Comparable,
  targetKeys: ReadonlySet<string>,
): string | undefined {
  const node = nodes.find(({ name }) => name === subject);
  const root = nodes[0]?.name;
  const isHeadline = statistic === 'index' && subject === root && area === undefined;
  if (isHeadline || targetKeys.has(key)) return key;
  if (area !== undefined)
    return subject === root || subject === nodes[0]?.overallItem ? `areas ${statistic}` : undefined;
  if (statistic === 'index') return node?.parent === root ? 'dimensions' : 'domains';
  if (statistic === 'satisfactionRate' || statistic === 'itemScore') return `items ${statistic}`;
  return statistic.startsWith('rateIf') || statistic.endsWith('Share') ? undefined : 'indicators';
}

function isJudgeable(cell: PublishedFigure['cell']): cell is ShownCell {
  return 'value' in cell && cell.standing === 'full' && (cell.standardError ?? 0) > 0;
}

function precisionOf({ value, standardError, degreesOfFreedom }: ShownCell) {
  return { value, standardError: standardError!, degreesOfFreedom: degreesOfFreedom! };
}

function publishedChange(
  { key, unit }: PublishedFigure,
  change: Change,
  adjustedPValue: number,
  { unchangedMargin }: ProgrammeSettings,
): PublishedChange {
  // Declared in points; a share of 0-1 is read in per cent.
  const margin =
    unchangedMargin === undefined ? undefined : unit === 'share' ? unchangedMargin / 100 : unchangedMargin;
  const { word, isRawOnly } = changeWord(change, {
    adjustedPValue: Math.max(adjustedPValue, change.pValue),
    ...(margin === undefined ? {} : { unchangedMargin: margin }),
  });
  return {
    key,
    difference: published(change.difference),
    standardError: published(change.standardError),
    interval: [published(change.interval[0]), published(change.interval[1])],
    degreesOfFreedom: published(change.degreesOfFreedom),
    pValue: published(change.pValue),
    adjustedPValue: published(adjustedPValue),
    word,
    isRawOnly,
    detectable: published(change.detectable),
  };
}
