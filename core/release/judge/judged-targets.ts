import { agreeingVerdict } from '../../judgement/agreeing-verdict.ts';
import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import { isTrend, type TrendOperator } from '../../judgement/operators/operators.ts';
import { verdict, type Judgement } from '../../judgement/verdict.ts';
import type { Target } from '../../programme/target.ts';
import { asRead, boundFigure, quantityOf } from '../define/bound-figure.ts';
import { modesShifted } from '../compare/compared-figures.ts';
import {
  continuedPromises,
  earlierPromises,
  figuresThere,
  isOfEachYear,
  type EarlierPromise,
  type PromiseToFind,
} from './earlier-promises.ts';
import type { EarlierWave } from '../compare/earlier-wave.ts';
import { gonePromise } from './gone-promise.ts';
import { definitionsAsBefore } from '../compare/locked-context.ts';
import { breaksBetween } from '../define/compared-definitions.ts';
import { judgedTerm, withoutNumbers } from './judged-term.ts';
import { otherReadings } from './other-readings.ts';
import { planDecides } from './plan-decides.ts';
import { published } from '../published.ts';
import type { FigureReference, PublishedChange, TargetResult } from '../release.ts';
import type {
  JudgedEstimate,
  Readings,
  SealedFigure,
  SealedTarget,
  TargetEvidence,
} from '../sealed-release.ts';
import { targetEvidence } from './target-evidence.ts';
import { changeOf, waveBefore, type WaveOfTerm } from './term-pairs.ts';
import type { WaveContext } from '../measure/wave-context.ts';
import { withdrawnTargets } from './withdrawn-targets.ts';

/** What targets are judged on. */
export interface Evidence {
  readonly own: WaveContext;
  /** The same answers raked to the totals of the wave before, where these are others: what a change is computed with. */
  readonly asBefore: WaveContext;
  readonly period: string;
  readonly byMode: Readonly<Record<string, number>>;
  readonly figures: ReadonlyMap<string, SealedFigure>;
  readonly references: readonly FigureReference[];
  /** Nodes that go without a leaf nobody answered. */
  readonly incomplete: ReadonlySet<string>;
  readonly earlier: readonly EarlierWave[];
  /** The changes of the release: more than ten trend targets are tested as one family, and judged so (rule 31). */
  readonly changes?: readonly Pick<PublishedChange, 'key' | 'family' | 'adjustedPValue'>[];
}

export interface JudgedTarget {
  readonly sealed: SealedTarget;
  readonly result: Omit<TargetResult, 'withoutFlagged'>;
  readonly target: Target;
}

/** The verdict on each target, by the interval that is shown (rule 11). All numbers are at full precision. */
export function judgedTargets(evidence: Evidence): readonly JudgedTarget[] {
  const { own, earlier, period, figures } = evidence;
  const { targets } = own.programme;
  const known = earlierPromises(earlier);
  const made = targets.filter((target) => isOfEachYear(target));
  const wanted = made.map((target) => promiseToFind(target, evidence));
  const goOn = continuedPromises(wanted, known, figuresThere(figures.values()));
  const left = known.filter((promise) => !goOn.includes(promise));
  return [
    ...targets.map((target) => judgedTarget(target, evidence, goOn[made.indexOf(target)])),
    ...withdrawnTargets(left, targets, evidence).map((withdrawn): JudgedTarget => {
      if (withdrawn.isGone) return gonePromise(withdrawn, own.form.name, period);
      const { sealed, result, target } = judgedTarget(withdrawn.target, evidence, withdrawn.promise);
      return { sealed, result: { ...result, isWithdrawn: true }, target };
    }),
  ];
}

function promiseToFind(target: Target, { own, references, earlier }: Evidence): PromiseToFind {
  const bound = boundFigure(target, own.form);
  const { name, operator } = target;
  const hashes = [own.definitionOf(bound).hash, ...definitionsAsBefore(own, bound, earlier)];
  return { name, kind: operator.kind, figure: quantityOf(bound, references), hashes };
}

function judgedTarget(target: Target, evidence: Evidence, promise?: EarlierPromise): JudgedTarget {
  const { own, earlier } = evidence;
  const { operator, name } = target;
  const bound = boundFigure(target, own.form);
  const key = quantityOf(bound, evidence.references);
  const figure = evidence.figures.get(key);
  if (!figure) throw new Error(`target ${name} is about ${key}, which is not among the figures`);
  const isHidden = figure.hidden !== undefined;
  const judged = isOfEachYear(target) ? judgedTerm(target, bound, evidence, promise) : undefined;
  const term = judged && isHidden ? withoutNumbers(judged, evidence.period) : judged;
  const before = earlier.filter(({ sealed }) => sealed.wave.period < evidence.period).at(-1);
  const last = before && waveBefore(name, bound, own.definitionOf(bound), before);
  const compared = !term && isTrend(operator) ? evidence.asBefore : own;
  const at = term?.evidence ?? targetEvidence(compared, bound, last?.evidence.dontKnowScores);
  const result = {
    name,
    text: target.text,
    departments: target.departments,
    operator,
    form: own.form.name,
    figure: key,
  };
  const of = (judgement: TargetResult['judgement']): JudgedTarget => {
    const shown = term ? { term: term.term } : {};
    return {
      sealed: { name, form: own.form.name, figure: key, operator, judgement, evidence: at, ...shown },
      result: { ...result, judgement, ...shown },
      target,
    };
  };
  // A broken promise is broken, whatever was planned and however many answered since.
  if (term?.judgement.reason === 'pairFell') return of(term.judgement);
  if (!planDecides(target, bound, figure, own))
    return of({ verdict: 'insufficientDesign', reason: 'design' });
  // A target is about all of an index: never made up from other branches (rule 7).
  if (bound.statistic === 'index' && evidence.incomplete.has(bound.subject)) {
    return of({ verdict: 'undecided', reason: 'notWhole' });
  }
  if (isHidden) return of({ verdict: 'undecided', reason: 'hidden' });
  if (term) return of(term.judgement);
  if (isTrend(operator)) return of(trendJudgement(operator, at, last, evidence, figure));
  return of(levelJudgement(operator, at.readings, figure));
}

function levelJudgement(
  operator: Target['operator'],
  readings: Readings,
  { unit, estimate }: SealedFigure,
): TargetResult['judgement'] {
  const judge = ({ estimate: read, standing }: JudgedEstimate): Judgement => {
    const seen = asRead(read, unit);
    if (!isEstimable(seen) || standing === 'suppressed' || standing === 'insufficient') {
      return { verdict: 'undecided', reason: 'tooFew' };
    }
    return verdict(operator, { interval: seen.interval, hasFullStanding: standing === 'full' });
  };
  const official = readings.official;
  const judgement = agreeingVerdict(
    judge(official),
    otherReadings((reading) => {
      const other = readings[reading];
      return other && judge(other);
    }),
  );
  const shown = official.estimate;
  if (!isEstimable(shown) || !isEstimable(estimate)) return judgement;
  return {
    ...judgement,
    value: shown.value,
    standardError: shown.standardError,
    interval: shown.interval,
    n: shown.n,
  };
}

function trendJudgement(
  operator: TrendOperator,
  at: TargetEvidence,
  last: WaveOfTerm | undefined,
  { own, byMode, changes = [] }: Evidence,
  { key, estimate, standing }: SealedFigure,
): TargetResult['judgement'] {
  if (standing !== 'full') return { verdict: 'undecided', reason: 'tooFew' };
  const isComparable =
    last !== undefined &&
    breaksBetween(last.evidence.definition, at.definition).length === 0 &&
    !modesShifted(last.byMode, byMode);
  if (!isComparable) return { verdict: 'undecided', reason: 'noComparison' };
  const { confidenceLevel: level } = own.programme.settings;
  const change = changeOf(last.evidence, at, 'official', level);
  if (!change) return { verdict: 'undecided', reason: 'tooFew' };
  const judge = (interval: readonly [number, number]) => verdict(operator, { changes: [interval] });
  const tested = changes.find((each) => each.key === key && each.family === 2);
  const isOneOfMany = tested !== undefined && !(tested.adjustedPValue < 1 - level);
  const alone = judge(change.interval);
  const judgement = agreeingVerdict(
    isOneOfMany && alone.verdict !== 'undecided'
      ? { verdict: 'undecided' as const, reason: 'manyTargets' as const }
      : alone,
    otherReadings((reading) => {
      if (isOneOfMany) return undefined;
      const other = changeOf(last.evidence, at, reading, level);
      return other && judge(other.interval);
    }),
  );
  return {
    ...judgement,
    value: published(change.difference),
    standardError: published(change.standardError),
    interval: [published(change.interval[0]), published(change.interval[1])],
    ...(isEstimable(estimate) ? { n: estimate.n } : {}),
  };
}
