import { answerTo, type Answers } from '../../questionnaire/answer.ts';
import { isGiven } from '../../questionnaire/coding.ts';
import { methodOf, type Indicator } from '../../indices/methods/methods.ts';
import type { Form } from '../../programme/programme.ts';
import { ratedItems } from '../../programme/rated-items.ts';

/** A cell in which two releases of a wave rest on answers that differ by a few. */
export interface FewDiffering {
  readonly item: string;
  /** `''` where the area is not known. */
  readonly area: string;
  readonly n: number;
}

/**
 * The cells, item by area, in which two releases differ by some answers and by fewer than `least` (rule 33): the two
 * together would tell of those few. None where in each cell either no answer differs or enough do; then it holds for the
 * areas together and for every composite, too.
 *
 * @param differing the responses that are in one of the releases and not in the other
 */
export function fewDiffering(
  form: Form,
  differing: readonly { readonly area?: string; readonly answers: Answers }[],
  least: number,
): readonly FewDiffering[] {
  const items = new Set([...ratedItems(form), ...form.indicators.flatMap((each) => itemsOf(form, each))]);
  const counts = new Map<string, FewDiffering>();
  for (const { area = '', answers } of differing) {
    for (const item of items) {
      if (!isGiven(answerTo(answers, item))) continue;
      const key = `${item} ${area}`;
      counts.set(key, { item, area, n: (counts.get(key)?.n ?? 0) + 1 });
    }
  }
  return [...counts.values()].filter(({ n }) => n < least);
}

function itemsOf({ questionnaire }: Form, indicator: Indicator): readonly string[] {
  const method = methodOf(indicator);
  return method
    .figuresOf(indicator)
    .flatMap((figure) => method.makeupOf(indicator, figure, questionnaire).roles.map(({ item }) => item));
}
