import { judgeTerm } from './judged-term.ts';
import type { JudgedTarget } from './judged-targets.ts';
import { isOfRise, lastOfPromise } from './earlier-promises.ts';
import { lastWithTerm, withPeriod } from './locked-term.ts';
import type { TermPair } from '../release.ts';
import type { WithdrawnTarget } from './withdrawn-targets.ts';

/**
 * A promise whose figure is nowhere any more, by definition or by name. It is not forgotten: its pairs stay as they were
 * published, without their numbers, and those that come cannot be judged. So a broken one stays broken, and no other can
 * be met once a pair is due.
 */
export function gonePromise(
  { target, promise }: WithdrawnTarget,
  form: string,
  period: string,
): JudgedTarget {
  const { name, operator } = target;
  const { figure } = lastOfPromise(promise);
  const last = lastWithTerm(promise)!.term!;
  const { sinceBase: _, pairs: published, isByLockedDefinition: _locked, ...term } = last;
  const { periods } = withPeriod(last, period);
  const pairs = [term.base, ...periods].slice(0, -1).map((from, at): TermPair => {
    const to = periods[at]!;
    const was = published.find((pair) => pair.from === from && pair.to === to);
    if (was && was.outcome !== 'ahead') {
      const { difference: _d, standardError: _s, interval: _i, ...pair } = was;
      return pair;
    }
    return { from, to, outcome: to > period ? 'ahead' : 'standing' };
  });
  const { verdict, reason } = judgeTerm(pairs, isOfRise(target));
  const open = verdict === 'met' ? pairs.find(({ hangsOn }) => hangsOn)?.hangsOn : undefined;
  const judgement = open ? ({ verdict: 'undecided', reason: open } as const) : { verdict, reason };
  const shown = { name, form, figure, operator, judgement, term: { ...term, periods, pairs } };
  const { text, departments } = target;
  return { sealed: shown, result: { ...shown, text, departments, isWithdrawn: true }, target };
}
