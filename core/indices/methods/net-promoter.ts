import * as v from 'valibot';
import { nameSchema } from '../../questionnaire/item.ts';
import { recommendScale } from '../../questionnaire/question-types/recommend.ts';
import { noItem } from '../../questionnaire/declared-answers.ts';
import { itemsByName } from '../../questionnaire/questionnaire-variables.ts';
import { conventions } from '../conventions/conventions.ts';
import { meanScore } from '../items/mean-score.ts';
import type { RatingColumn } from '../rating-column.ts';
import { indicatorEntries, type Method } from './method.ts';

const schema = v.strictObject({ method: v.literal('netPromoter'), ...indicatorEntries, item: nameSchema });

/** Promoters are 9 and 10, detractors 0 to 6 (Reichheld 2003). */
const convention = { kind: 'netPromoter', detractorsTo: 6, promotersFrom: 9 } as const;

/**
 * The percentage of promoters less that of detractors, of a question how likely one is to recommend.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1] });
 * const column = { codes: Int8Array.of(10, 9, 8, 6), scale: { lowest: 0, highest: 10 } };
 * known(netPromoter.linearise(design, column).netPromoter).value; // 25 = 100 * (2 - 1) / 4
 */
export const netPromoter: Method<typeof schema, RatingColumn, 'netPromoter'> = {
  schema,
  figures: { netPromoter: 'points' },
  linearise: (design, column, base) => ({
    netPromoter: meanScore.linearise(design, { column, convention }, base).meanScore,
  }),
  figuresOf: () => ['netPromoter'],
  rangeOf: () => conventions.netPromoter.range,
  faults({ item: name }, questionnaire) {
    const item = itemsByName(questionnaire).get(name);
    if (item?.type === 'recommend') return [];
    const message = item
      ? `must name an item of type "recommend"; "${name}" is a ${item.type}`
      : noItem(name, questionnaire);
    return [{ path: 'item', message }];
  },
  inputOf: ({ item }, columns) => columns.rating(item),
  variablesOf: ({ item }) => [item],
  makeupOf: ({ method, item }) => ({ settings: { method }, roles: [{ item, role: 'recommend' }] }),
  lineOf: ({ item }) => ({
    variable: item,
    scoreOf: (point) => conventions.netPromoter.score(convention, recommendScale, Number(point)),
  }),
};
