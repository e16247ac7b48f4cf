import { methodOf } from '../indices/methods/methods.ts';
import { itemsOfMeasure } from './items-of-measure.ts';
import type { Form } from './programme.ts';
import { ratedItems } from './rated-items.ts';
import type { Target } from './target.ts';

/** The items on which any figure of a form rests, shown, counted or promised. */
export function measuredItems(form: Form, targets: readonly Target[]): readonly string[] {
  const indicators = form.indicators.flatMap((indicator) =>
    methodOf(indicator)
      .figuresOf(indicator)
      .flatMap((figure) =>
        itemsOfMeasure({ statistic: 'indicator', of: `${indicator.name}/${figure}` }, form),
      ),
  );
  const promised = targets
    .filter(({ measure }) => measure.form === form.name)
    .flatMap(({ measure }) => itemsOfMeasure(measure, form));
  return [...ratedItems(form), ...indicators, ...promised];
}
