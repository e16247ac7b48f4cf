import { agreeingVerdict, type OtherReading } from '../../estimation/agreeing-verdict.ts';
import { changeBetween } from '../../estimation/change-between.ts';
import { canDecide } from '../../estimation/planned-power.ts';
import { isTrend, verdict, type Judgement, type TrendOperator } from '../../estimation/verdict.ts';
import type { Form, Programme, ProgrammeSettings } from '../../programme/programme.ts';
import type { Target } from '../../programme/target.ts';
import { figureKey } from './draft-figures.ts';
import { published } from './published-cell.ts';
import { nodesWithParents } from '../rated-items.ts';
import type { Cell, Comparison, PublishedFigure, Release, ShownCell, TargetResult } from '../format-1.ts';

export interface Evidence {
  readonly nodes: Release['nodes'];
  readonly figures: ReadonlyMap<string, PublishedFigure>;
  /** The same figures without flagged responses; none where nothing was flagged. */
  readonly withoutFlagged?: ReadonlyMap<string, CellWithoutFlagged>;
  readonly comparison?: Comparison;
  readonly before?: Release;
}

export interface CellWithoutFlagged {
  readonly cell: Cell;
  /** Whether enough responses were left out: the figures with and without a few would tell of those few. */
  readonly mayBeShown: boolean;
}

/** The verdict on each target, by the interval that is shown (rule 11). */
export function judgedTargets(
  { targets, settings }: Programme,
  form: Form,
  period: string,
  evidence: Evidence,
): readonly TargetResult[] {
  return targets.map((target) => judge(target, targetKey(target, form), settings, period, evidence));
}

/** The one figure a target is bound to (rule 12). A node's satisfaction rate is that of its overall item. */
export function targetKey({ measure }: Target, form: Form): string {
  if (measure.statistic === 'indicator') {
    const [indicator = '', figure = ''] = measure.of.split('/');
    return figureKey(figure, indicator);
  }
  if (measure.statistic !== 'satisfactionRate') return figureKey(measure.statistic, measure.of);
  const node = nodesWithParents(form.index.root).find((each) => each.node.name === measure.of)?.node;
  return figureKey('satisfactionRate', node?.overallItem ?? node?.item ?? measure.of);
}

function judge(
  target: Target,
  key: string,
  settings: ProgrammeSettings,
  period: string,
  evidence: Evidence,
): TargetResult {
  const figure = evidence.figures.get(key);
  if (!figure) throw new Error(`target ${target.name} is about ${key}, which is not among the figures`);
  const { operator } = target;
  const result = {
    name: target.name,
    text: target.text,
    departments: target.departments,
    operator,
    figure: key,
  };
  if (!canDecide(operator, planFor(target, figure, settings))) {
    return { ...result, verdict: 'insufficientDesign', reason: 'design' };
  }
  // An index that goes without a branch is good enough to look at; a target is about all of it (rule 7).
  const isWhole = evidence.nodes.every(
    ({ name, leftOut }) => name !== figure.subject || leftOut.length === 0,
  );
  if (!isWhole) return { ...result, verdict: 'undecided', reason: 'tooFew' };
  const reading = evidence.withoutFlagged?.get(key);
  const without = reading?.cell;
  const flagged = reading?.mayBeShown ? { withoutFlagged: reading.cell } : {};
  if (isTrend(operator)) {
    const changes = changesOf(target, key, figure.cell, period, evidence);
    const official = trendJudgement(operator, figure.cell, changes);
    const others = without
      ? [
          {
            reason: 'flagged' as const,
            judgement: flaggedTrend(target, key, figure, without, period, settings, evidence),
          },
        ]
      : [];
    const last = changes.at(-1);
    return {
      ...result,
      ...agreeingVerdict(official, others),
      ...flagged,
      ...(last ? { interval: asRead(last.interval, figure) } : {}),
      changes,
    };
  }
  const official = levelJudgement(operator, figure, figure.cell);
  const others: OtherReading[] = bounds(figure, evidence).map((cell) => ({
    reason: 'dontKnowBounds',
    judgement: levelJudgement(operator, figure, cell),
  }));
  if (without) others.push({ reason: 'flagged', judgement: levelJudgement(operator, figure, without) });
  const interval = isShown(figure.cell) ? figure.cell.interval : undefined;
  return {
    ...result,
    ...agreeingVerdict(official, others),
    ...flagged,
    ...(interval ? { interval: asRead(interval, figure) } : {}),
  };
}

function levelJudgement(operator: Target['operator'], figure: PublishedFigure, cell: Cell): Judgement {
  if (!isShown(cell) || !cell.interval) return { verdict: 'undecided', reason: 'tooFew' };
  return verdict(operator, {
    interval: asRead(cell.interval, figure),
    hasFullStanding: cell.standing === 'full',
  });
}

function trendJudgement(
  operator: TrendOperator,
  cell: Cell,
  changes: NonNullable<TargetResult['changes']>,
): Judgement {
  if (!isShown(cell) || cell.standing !== 'full') return { verdict: 'undecided', reason: 'tooFew' };
  return verdict(operator, { changes: changes.map(({ interval }) => interval) });
}

/** The changes up to the wave before, as that release holds them, and the one since. */
function changesOf(
  target: Target,
  key: string,
  cell: Cell,
  period: string,
  { comparison, before }: Evidence,
): NonNullable<TargetResult['changes']> {
  const earlier = before?.targets.find(({ name }) => name === target.name)?.changes ?? [];
  const change = comparison?.changes.find((each) => each.key === key);
  if (!comparison || !change || !isShown(cell)) return [];
  return [...earlier, { from: comparison.period, to: period, interval: change.interval }];
}

function flaggedTrend(
  target: Target,
  key: string,
  figure: PublishedFigure,
  without: Cell,
  period: string,
  { confidenceLevel: level }: ProgrammeSettings,
  evidence: Evidence,
): Judgement {
  const changes = changesOf(target, key, figure.cell, period, evidence);
  const last = changes.at(-1);
  const earlier = evidence.before?.targets.find(({ name }) => name === target.name);
  const was = earlier?.withoutFlagged ?? evidence.before?.figures.find((each) => each.key === key)?.cell;
  if (!last || !was || !isShown(was) || !isShown(without)) {
    return trendJudgement(target.operator as TrendOperator, without, changes);
  }
  const { interval } = changeBetween(precisionOf(was), precisionOf(without), { level });
  return trendJudgement(target.operator as TrendOperator, without, [
    ...changes.slice(0, -1),
    { ...last, interval },
  ]);
}

function precisionOf({ value, standardError = 0, degreesOfFreedom = 1 }: ShownCell) {
  return { value, standardError, degreesOfFreedom };
}

/** The rate with all who said "don't know" counted as satisfied, and as not (rule 8). */
function bounds(figure: PublishedFigure, { figures }: Evidence): readonly Cell[] {
  if (figure.statistic !== 'satisfactionRate') return [];
  return ['rateIfDontKnowIsNot', 'rateIfDontKnowIs'].flatMap(
    (statistic) => figures.get(figureKey(statistic, figure.subject, figure.area))?.cell ?? [],
  );
}

/** On the scale of the threshold: shares in per cent. */
function asRead(
  [lowest, highest]: readonly [number, number],
  { unit }: PublishedFigure,
): readonly [number, number] {
  return unit === 'share' ? [published(100 * lowest), published(100 * highest)] : [lowest, highest];
}

/** The spread a planned sample has to see through: that of a rate follows from its threshold. */
function planFor(
  { operator }: Target,
  { unit }: PublishedFigure,
  { plan, confidenceLevel }: ProgrammeSettings,
) {
  const middle = 'threshold' in operator ? operator.threshold : 'lowest' in operator ? operator.lowest : 50;
  const share = Math.min(0.99, Math.max(0.01, middle / 100));
  const standardDeviation = unit === 'share' ? 100 * Math.sqrt(share * (1 - share)) : plan.standardDeviation;
  return { ...plan, standardDeviation, level: confidenceLevel };
}

function isShown(cell: Cell): cell is ShownCell {
  return 'value' in cell;
}
