import { agreeingVerdict } from '../../judgement/agreeing-verdict.ts';
import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import type { Verdict } from '../../judgement/operators/operator.ts';
import type { Target } from '../../programme/target.ts';
import type { FigureName } from '../figure-names.ts';
import type { Evidence } from './judged-targets.ts';
import { otherReadings, type Reading } from './other-readings.ts';
import { isOfRise, type EarlierPromise } from './earlier-promises.ts';
import { lockedContext } from '../compare/locked-context.ts';
import { lastWithTerm, lockedTerm, type LockedTerm } from './locked-term.ts';
import type { TargetJudgement, TargetTerm, TermPair } from '../release.ts';
import type { TargetEvidence } from '../sealed-release.ts';
import { targetEvidence } from './target-evidence.ts';
import { sinceBase, termPairs, wavesOfTerm } from './term-pairs.ts';

export interface JudgedTerm {
  readonly judgement: TargetJudgement;
  readonly term: TargetTerm;
  /** By the definition the term began with, for the waves to come. */
  readonly evidence: TargetEvidence;
}

/**
 * "Rises each year" over its term (rule 30): not met for the term once a pair fell, met while every pair so far rose,
 * otherwise undecided. Other readings of the answers may take "met" away, never a fall: else a flag written into the
 * questionnaire would mend it. Every pair is computed by the definition the term began with, where the answers of now can still
 * be scored by it.
 */
export function judgedTerm(
  target: Target,
  bound: FigureName,
  { own, period, byMode, earlier }: Evidence,
  promise?: EarlierPromise,
): JudgedTerm {
  const locked = lockedTerm(target.operator, promise, period);
  const hashes = new Set([own.definitionOf(bound).hash, ...(promise?.hashes ?? [])]);
  const waves = wavesOfTerm(promise, bound, hashes, earlier);
  const first = earlier.find(({ sealed }) => sealed.wave.period >= locked.base);
  const definition =
    waves.find((wave) => wave.period === first?.sealed.wave.period)?.evidence.definition ??
    own.definitionOf(bound);
  // A promise is judged at the level it began with: a higher one is no way out of it.
  const { confidenceLevel: level } = (first ?? own).programme.settings;
  const { context, bound: asThen } = first
    ? lockedContext(own, first, bound, definition)
    : { context: own, bound };
  const evidence = targetEvidence(context, asThen, waves.at(-1)?.evidence.dontKnowScores);
  const now = { period, byMode, evidence };
  const all = [...waves, now];
  const isRise = isOfRise(target);
  const pairsIn = (reading: Reading) =>
    termPairs(locked, all, period, {
      level,
      reading,
      locked: definition,
      broken: isRise ? 'fell' : 'rose',
      published: (promise && lastWithTerm(promise))?.term?.pairs ?? [],
    });
  const official = pairsIn('official');
  const judged = judgeTerm(official, isRise);
  const [kept, broken] = isRise ? ['rose', 'fell'] : ['fell', 'rose'];
  // Flags are the programme's own: without flagged answers a promise may be less than kept, and is not mended.
  const mayTurn = (reading: Reading, isBroken: boolean) => !(isBroken && reading === 'withoutFlagged');
  const judgement = agreeingVerdict(
    judged,
    otherReadings((reading) =>
      mayTurn(reading, judged.verdict === 'notMet') ? judgeTerm(pairsIn(reading), isRise) : undefined,
    ),
  );
  const pairs = official.map((pair, at): TermPair => {
    if (pair.outcome !== kept && pair.outcome !== broken) return pair;
    const reason = otherReadings((reading) => {
      if (!mayTurn(reading, pair.outcome === broken)) return undefined;
      return { verdict: pairsIn(reading)[at]!.outcome === pair.outcome ? 'met' : 'undecided' };
    }).find(({ judgement: { verdict } }) => verdict !== 'met')?.reason;
    return reason ? { ...pair, hangsOn: reason } : pair;
  });
  const shown = pairs.filter(({ difference }) => difference !== undefined).at(-1);
  const since = sinceBase(locked, waves, now, { level, locked: definition });
  return {
    judgement: { ...judgement, ...(shown ? { ...shownPair(shown), ...answersOf(evidence) } : {}) },
    term: {
      ...termOf(locked),
      pairs,
      ...(since ? { sinceBase: since } : {}),
      ...(context === own ? {} : { isByLockedDefinition: true as const }),
    },
    evidence,
  };
}

/** What may be told where the figure of this period is hidden: how its pairs came out, and not by how much. */
export function withoutNumbers(
  { judgement: { verdict, reason }, term: { sinceBase: _, ...term }, evidence }: JudgedTerm,
  period: string,
): JudgedTerm {
  const pairs = term.pairs.map(({ difference, standardError, interval, ...pair }): TermPair => {
    const isOfNow = pair.to === period || difference === undefined;
    return isOfNow ? pair : { ...pair, difference, standardError: standardError!, interval: interval! };
  });
  return { judgement: { verdict, reason }, term: { ...term, pairs }, evidence };
}

/** The answers of now behind the pair. */
function answersOf({ readings }: TargetEvidence): Pick<TargetJudgement, 'n'> {
  const { estimate } = readings.official;
  return isEstimable(estimate) ? { n: estimate.n } : {};
}

function termOf({
  base,
  periods,
  isOpen,
  before,
}: LockedTerm): Pick<TargetTerm, 'base' | 'periods' | 'isOpen' | 'before'> {
  return { base, periods, ...(isOpen ? { isOpen } : {}), ...(before ? { before } : {}) };
}

function shownPair({
  difference,
  standardError,
  interval,
}: TermPair): Pick<TargetJudgement, 'value' | 'standardError' | 'interval'> {
  return { value: difference!, standardError: standardError!, interval: interval! };
}

export function judgeTerm(
  pairs: readonly TermPair[],
  isRise: boolean,
): Pick<TargetJudgement, 'reason'> & { readonly verdict: Verdict } {
  const judged = pairs.filter(({ outcome }) => outcome !== 'ahead');
  const [kept, broken] = isRise ? ['rose', 'fell'] : ['fell', 'rose'];
  if (judged.some(({ outcome }) => outcome === broken)) return { verdict: 'notMet', reason: 'pairFell' };
  if (judged.length === 0) return { verdict: 'undecided', reason: 'noComparison' };
  if (judged.every(({ outcome }) => outcome === kept)) return { verdict: 'met', reason: 'interval' };
  const isOpen = judged.some(
    ({ outcome }) => outcome !== 'rose' && outcome !== 'fell' && outcome !== 'neither',
  );
  return { verdict: 'undecided', reason: isOpen ? 'openPairs' : 'interval' };
}
