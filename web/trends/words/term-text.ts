import type { TargetTerm, TermPair } from '../../../core/release/release.ts';
import { breakReasons } from './break-text.ts';
import { changeShapes, signedAmount } from './change-text.ts';
import type { Unit } from '../../parts/figure/figure-text.ts';
import type { Reader } from '../../parts/figure/reader.ts';
import { pairName } from './verdict-text.ts';
import { yearText } from './year-text.ts';

/** What was promised for "each year", from its base, and how each pair of periods came out. */
export interface TermText {
  /** `以2023年为起点，到2028年为止`. */
  readonly title: string;
  readonly rows: readonly { readonly pair: string; readonly outcome: string }[];
  /** The change since the base, which nobody judges, the old term, by which definition it was judged. */
  readonly notes: readonly string[];
}

export function termText(term: TargetTerm, unit: Unit, reader: Reader): TermText {
  const { say } = reader;
  const { base, periods, pairs, sinceBase, before } = term;
  const year = (period: string) => yearText(period, reader);
  const last = year(periods.at(-1) ?? base);
  return {
    title: say(term.isOpen ? 'openTermTitle' : 'termTitle', { base: year(base), last }),
    rows: pairs.map((pair) => ({
      pair: pairName(pair.from, pair.to),
      outcome: outcomeText(pair, unit, reader),
    })),
    notes: [
      ...(sinceBase
        ? [
            say('sinceBase', {
              base: year(base),
              change: signedAmount(
                sinceBase.difference,
                sinceBase.interval,
                unit,
                reader,
                sinceBase.standardError,
              ),
            }),
          ]
        : []),
      ...(term.isByLockedDefinition ? [say('byLockedDefinition')] : []),
      ...(before
        ? [
            say('termBefore', {
              base: year(before.base),
              last: year(before.periods.at(-1) ?? before.base),
              verdict: say(`verdict.${before.verdict}`),
            }),
          ]
        : []),
    ],
  };
}

/** In one text, for files. */
export function termLine({ title, rows, notes }: TermText, { say }: Reader): string {
  const pairs = rows.map(({ pair, outcome }) => say('pairAndOutcome', { pair, outcome }));
  return [title, ...pairs, ...notes].join(say('clauseSeparator'));
}

const words = { rose: 'rose', fell: 'fell', neither: 'noDetectableChange' } as const;

function outcomeText(
  { outcome, hangsOn, difference, standardError, interval, reasons = [] }: TermPair,
  unit: Unit,
  reader: Reader,
): string {
  const { say } = reader;
  if (outcome === 'break') return say('pairBroken', { reasons: breakReasons(reasons, reader) });
  if (outcome === 'standing' || outcome === 'noWave' || outcome === 'ahead') return say(`pair.${outcome}`);
  const word = hangsOn ? 'open' : words[outcome];
  const amount =
    difference === undefined ? '' : signedAmount(difference, interval, unit, reader, standardError);
  const change = [changeShapes[word], say(`change.${word}`), amount].filter(Boolean).join(' ');
  return hangsOn ? `${change}${say('partSeparator')}${say(`hangsOn.${hangsOn}`)}` : change;
}
