import type { Fault } from '../fault.ts';
import { itemsOf } from '../questionnaire/condition.ts';
import type { Questionnaire } from '../questionnaire/questionnaire.ts';
import { measuredItems } from './measured-items.ts';
import type { Form } from './programme.ts';
import type { Target } from './target.ts';

const REST = 'flags look at no answer that is measured, nor at what only some are asked by such an answer';

/**
 * Flags that look at what is measured. Verdicts are read without flagged answers, too: with "few points" for a flag
 * that reading would be without the dissatisfied, and no promise could be broken any more.
 *
 * `forms` and `targets` may be those of other questionnaires as well.
 */
export function flagFaults(
  file: string,
  questionnaire: Questionnaire,
  forms: readonly Form[],
  targets: readonly Target[],
): readonly Fault[] {
  const own = forms.filter((form) => form.questionnaire.name === questionnaire.name);
  const measured = new Set(own.flatMap((form) => measuredItems(form, targets)));
  const gates = gatesByItem(questionnaire);
  return questionnaire.flags.flatMap(({ when }, index) =>
    [...new Set(itemsOf(when))].flatMap((name) => {
      const behind = measuredBehind(name, measured, gates);
      if (behind === undefined) return [];
      const why = behind === name ? 'whose answers are measured' : `asked by the answer to "${behind}"`;
      return [{ file, path: `flags[${index}].when`, message: `looks at "${name}", ${why}; ${REST}` }];
    }),
  );
}

type Gates = ReadonlyMap<string, readonly string[]>;

/** Of each item, those whose answers decide whether it is asked. */
function gatesByItem({ sections }: Questionnaire): Gates {
  return new Map(
    sections.flatMap((section) =>
      section.items.map(
        ({ name, when }) =>
          [name, [section.when, when].flatMap((each) => (each ? itemsOf(each) : []))] as const,
      ),
    ),
  );
}

/** The first measured item among an item and all that lead to it. */
function measuredBehind(name: string, measured: ReadonlySet<string>, gates: Gates): string | undefined {
  const found = new Set([name]);
  // A set goes on over what is added while it is walked.
  for (const each of found) {
    if (measured.has(each)) return each;
    for (const gate of gates.get(each) ?? []) found.add(gate);
  }
  return undefined;
}
