import { MOST_PERIODS_OF_A_TERM, type TargetOperator } from '../../programme/target.ts';
import { isOfEachYear, type EarlierPromise } from './earlier-promises.ts';
import type { TargetTerm } from '../release.ts';
import type { SealedTarget } from '../sealed-release.ts';

/** What "each year" is about: a base and at most five periods after it. */
export interface Term {
  readonly base: string;
  readonly periods: readonly string[];
}

export interface LockedTerm extends Term {
  /** It was not declared: its periods are those of the waves, as they come. */
  readonly isOpen?: true;
  /** The term there was before, with the verdict it had last. */
  readonly before?: TargetTerm['before'];
}

/**
 * The term a promise is judged over (rule 30). The first that was declared stays until it is over, whatever the
 * programme says since: who names another base or other periods within it would forgive a broken promise. A new one
 * stands beside the old one and its verdict.
 *
 * A promise without a declared term begins with the first wave that has it, and is over with its fifth pair.
 */
export function lockedTerm(
  operator: TargetOperator,
  promise: EarlierPromise | undefined,
  period: string,
): LockedTerm {
  const declared = declaredTerm(operator);
  const last = promise && lastWithTerm(promise);
  const running = last?.term;
  if (!running) return declared ?? openTerm(promise, period);
  if (!isOver(running, period)) return withPeriod(running, period);
  if (declared && isSame(declared, running)) return running;
  const { base, periods } = running;
  const next = declared ?? { base: periods.at(-1) ?? base, periods: [period], isOpen: true as const };
  return { ...next, before: { base, periods, verdict: last.judgement.verdict } };
}

/** The promise as it was sealed last with a term; none had one before terms were published. */
export function lastWithTerm({ links }: EarlierPromise): SealedTarget | undefined {
  return links.map(({ target }) => target).findLast(({ term }) => term !== undefined);
}

/** Whether a term still runs at a period. */
export function isRunning(term: TargetTerm, period: string): boolean {
  return !isOver(term, period);
}

function declaredTerm(operator: TargetOperator): Term | undefined {
  const { base, periods }: Partial<Term> = isOfEachYear({ operator }) ? (operator as Partial<Term>) : {};
  return base === undefined || periods === undefined ? undefined : { base, periods };
}

function openTerm(promise: EarlierPromise | undefined, period: string): LockedTerm {
  const having = promise?.links.map(({ wave }) => wave.sealed.wave.period) ?? [];
  const [base, ...periods] = new Set([...having, period]);
  return { base: base!, periods: periods.slice(0, MOST_PERIODS_OF_A_TERM), isOpen: true };
}

function isOver({ isOpen, periods, base }: LockedTerm, period: string): boolean {
  if (isOpen && periods.length < MOST_PERIODS_OF_A_TERM) return false;
  return period > (periods.at(-1) ?? base);
}

/** An open term takes in the period of each further wave. */
export function withPeriod(term: LockedTerm, period: string): LockedTerm {
  const { base, periods, isOpen, before } = term;
  const isNew = isOpen === true && period > (periods.at(-1) ?? base);
  return {
    base,
    periods: isNew ? [...periods, period] : periods,
    ...(isOpen ? { isOpen } : {}),
    ...(before ? { before } : {}),
  };
}

function isSame(a: Term, b: Term): boolean {
  return a.base === b.base && a.periods.join(' ') === b.periods.join(' ');
}
