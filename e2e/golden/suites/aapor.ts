import { eligibleShare, outcomeRates, type Outcomes } from '../../../core/judgement/outcome-rates.ts';
import type { Suite } from '../cases.ts';

type Input = Readonly<Record<'I' | 'P' | 'R' | 'NC' | 'O' | 'UH' | 'UO' | 'e', number>>;

const outcomesOf = ({ I, P, R, NC, O, UH, UO }: Omit<Input, 'e'>): Outcomes => ({
  complete: I,
  partial: P,
  refusal: R,
  noContact: NC,
  other: O,
  unknownHousehold: UH,
  unknownOther: UO,
});

export const aaporRates: Suite = () => {
  const rates = ({ input }: { readonly input: Input }) => {
    const { response, cooperation, refusal, contact } = outcomeRates(outcomesOf(input), input.e);
    const named = (name: string, list: readonly number[]) =>
      list.map((rate, at) => [`${name}${at + 1}`, rate]);
    const all = [
      ...named('RR', response),
      ...named('COOP', cooperation),
      ...named('REF', refusal),
      ...named('CON', contact),
    ];
    return { values: { input, ...(Object.fromEntries(all) as object) } };
  };
  return {
    case1: rates,
    case2: rates,
    e_casro: () => ({
      values: {
        e: eligibleShare(outcomesOf({ I: 1200, P: 80, R: 450, NC: 300, O: 25, UH: 600, UO: 150 }), 400),
      },
    }),
  };
};
