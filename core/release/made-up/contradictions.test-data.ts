import type { Drafted } from './drafted.test-data.ts';
import type { Findings } from './findings.test-data.ts';
import type { Cell, PublishedChange, Release, ShownCell, TargetResult } from '../release.ts';

/** Looks whether anything a reader sees in one place of a release denies what stands in another. */
export function lookForContradictions(findings: Findings, { release, sealed }: Drafted, seed: string): void {
  const expect = (isKept: boolean, promise: string, what: unknown) =>
    findings.expect(isKept, promise, () => `seed ${seed}: ${JSON.stringify(what).slice(0, 400)}`);
  const cells = new Map(release.figures.map(({ key, cell }) => [key, cell]));
  for (const { key, cell } of release.figures) {
    if (!isShown(cell)) continue;
    expect(isWithin(cell), 'a value lies in its interval', { key, cell });
    expect(standsBy(cell), 'standing is what n and effective n say', { key, cell });
  }
  const keys = new Set([...cells.keys(), ...release.references.map((each) => each.key)]);
  expect(keys.size === cells.size + release.references.length, 'a key is there once', [...keys].length);
  for (const reference of release.references) {
    expect(cells.has(reference.to), 'a reference leads to a figure', reference);
  }
  const changes = new Map((release.comparison?.changes ?? []).map((each) => [each.key, each]));
  const broken = new Set((release.comparison?.breaks ?? []).flatMap(({ figures }) => figures));
  for (const change of changes.values()) {
    const cell = cells.get(change.key);
    expect(
      cell !== undefined && isShown(cell) && cell.standing === 'full',
      'a change is of a full figure',
      change,
    );
    expect(!broken.has(change.key) || change.commonLeaves !== undefined, 'no line over a break', change);
    expect(isWordRight(change), 'the word is that of interval and p', change);
  }
  for (const ranking of release.rankings) {
    for (const place of ranking.areas) {
      const last = ranking.areas.length;
      const [best, worst] = place.ranks;
      const { group, difference = 0, interval: [low, high] = [-Infinity, Infinity] } = place;
      const isRight =
        best <= worst &&
        (group !== 'below' || (best > 1 && difference <= 0 && high < 0)) &&
        (group !== 'above' || (worst < last && difference >= 0 && low > 0));
      expect(isRight, 'group, ranks and difference agree', { subject: ranking.subject, last, place });
    }
    lookAtOrder(release, ranking, expect);
  }
  for (const target of release.targets) {
    const cell = cells.get(target.figure) ?? cellOfReference(release, target.figure, cells);
    expect(cell !== undefined, 'a target has its figure', target);
    if (cell)
      expect(
        isVerdictRight(target, cell, changes.get(target.figure), unitOf(release, target)),
        'the verdict is that of its interval',
        { target, cell },
      );
  }
  lookForTwoWords(sealed.changes, expect);
}

type Expect = (isKept: boolean, promise: string, what: unknown) => void;

const isShown = (cell: Cell): cell is ShownCell => 'value' in cell && !('bound' in cell);

function isWithin({ value, interval }: ShownCell): boolean {
  return interval === undefined || (interval[0] <= value && value <= interval[1]);
}

/** Degrees of freedom that are printed are those of the interval, which may be fewer than those standing is by. */
function standsBy({ standing, n, effectiveN = 0, interval }: ShownCell): boolean {
  // n and effective n are printed to 5, so what is at least 50 may be printed 50.
  if (standing === 'full') return n >= 50 && effectiveN >= 30 && interval !== undefined;
  return standing === 'intervalOnly' ? n >= 30 && interval !== undefined : n >= 10 && interval === undefined;
}

function isWordRight({
  key,
  word,
  difference,
  interval: [low, high],
  adjustedPValue,
  pValue,
  isRawOnly,
}: PublishedChange) {
  const isFound = word === 'rose' || word === 'fell';
  if (word === 'rose' && !(difference >= 0 && low > 0)) return false;
  if (word === 'fell' && !(difference <= 0 && high < 0)) return false;
  // By area the class of what is below is told by its upper end.
  const isBelow = key.includes('@') ? adjustedPValue <= 0.05 : adjustedPValue < 0.05;
  if (isFound !== isBelow && word !== 'unchanged') return false;
  return adjustedPValue >= pValue && isRawOnly === (!isFound && (low > 0 || high < 0));
}

/** Areas whose sets of ranks do not touch have values in that order. */
function lookAtOrder(
  release: Release,
  { subject, areas }: Release['rankings'][number],
  expect: Expect,
): void {
  const valueOf = (area: string) => {
    const cell = release.figures.find(
      (each) => each.statistic === 'index' && each.subject === subject && each.area === area,
    )?.cell;
    return cell && isShown(cell) ? cell.value : undefined;
  };
  for (const better of areas) {
    for (const worse of areas) {
      if (better.ranks[1] >= worse.ranks[0]) continue;
      const [high, low] = [valueOf(better.area), valueOf(worse.area)];
      expect(high === undefined || low === undefined || high >= low, 'ranks are those of the values', {
        subject,
        better,
        worse,
        high,
        low,
      });
    }
  }
}

function unitOf({ figures }: Release, { figure }: TargetResult): 'points' | 'share' | 'count' {
  return figures.find(({ key }) => key === figure)?.unit ?? 'points';
}

function cellOfReference(
  { references }: Release,
  key: string,
  cells: ReadonlyMap<string, Cell>,
): Cell | undefined {
  const reference = references.find((each) => each.key === key);
  return reference && cells.get(reference.to);
}

function isVerdictRight(
  { operator, judgement }: TargetResult,
  cell: Cell,
  change: PublishedChange | undefined,
  unit: string,
): boolean {
  const { verdict, reason, interval } = judgement;
  if (verdict !== 'met' && verdict !== 'notMet') {
    return reason !== 'interval' || interval === undefined || !decides(operator, scaled(interval, unit));
  }
  if (!isShown(cell) || cell.standing !== 'full') return reason === 'pairFell';
  if (operator.kind.endsWith('EachYear')) return true;
  if (interval === undefined) return false;
  if (change && (operator.kind === 'rising' || operator.kind === 'falling')) {
    if (verdict === 'met' && (change.word === 'rose') !== (operator.kind === 'rising')) return false;
  }
  return decides(operator, scaled(interval, unit)) === verdict;
}

const scaled = ([low, high]: readonly [number, number], unit: string) =>
  unit === 'share' ? ([100 * low, 100 * high] as const) : ([low, high] as const);

/** Of any kind, so that nothing here is decided by what decides there. */
interface AnyOperator {
  readonly kind: TargetResult['operator']['kind'];
  readonly threshold?: number;
  readonly lowest?: number;
  readonly highest?: number;
  readonly tolerance?: number;
}

function decides(
  { kind, threshold = 0, lowest = 0, highest = 0, tolerance = 0 }: AnyOperator,
  [low, high]: readonly [number, number],
) {
  const within = (from: number, to: number) =>
    low >= from && high <= to ? 'met' : high < from || low > to ? 'notMet' : undefined;
  switch (kind) {
    case 'atLeast':
      return low >= threshold ? 'met' : high < threshold ? 'notMet' : undefined;
    case 'atMost':
      return high <= threshold ? 'met' : low > threshold ? 'notMet' : undefined;
    case 'below':
      return high < threshold ? 'met' : low >= threshold ? 'notMet' : undefined;
    case 'within':
      return within(lowest, highest);
    case 'about':
      return within(threshold - tolerance, threshold + tolerance);
    case 'rising':
      return low > 0 ? 'met' : high < 0 ? 'notMet' : undefined;
    case 'falling':
      return high < 0 ? 'met' : low > 0 ? 'notMet' : undefined;
    default:
      return undefined;
  }
}

/** Changes that are the same number but for a factor are one quantity, whatever they are called. */
function lookForTwoWords(changes: readonly PublishedChange[], expect: Expect): void {
  const seen = new Map<string, PublishedChange>();
  for (const change of changes) {
    if (change.difference === 0) continue;
    const ratio = Math.abs(change.difference / change.standardError);
    const name = `${ratio.toPrecision(9)} ${change.degreesOfFreedom.toPrecision(6)}`;
    const same = seen.get(name);
    seen.set(name, change);
    const isFound = ({ word }: PublishedChange) => word === 'rose' || word === 'fell';
    expect(same === undefined || isFound(same) === isFound(change), 'one quantity has one word', [
      same,
      change,
    ]);
  }
}
