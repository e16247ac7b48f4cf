import * as v from 'valibot';
import { hash, listOf, texts } from '../http/reply-schema.ts';

export const recordedReply = v.strictObject({
  outcome: v.picklist(['recorded', 'alreadyRecorded']),
  disposition: v.picklist(['complete', 'refusal', 'ineligible']),
  receipt: v.pipe(v.string(), v.description('something to quote, from which no answer can be told')),
  dropped: v.pipe(listOf(v.string()), v.description('answers to questions that did not apply: not stored')),
});

const asked = v.pipe(
  v.looseObject({ title: texts, sections: listOf(v.looseObject({ items: listOf(v.looseObject({})) })) }),
  v.description(
    'what is asked, in which order and under which conditions: core/questionnaire/questionnaire.ts',
  ),
);

/** One of the forms of a wave. */
export const formReply = v.strictObject({ hash, questionnaire: asked });

export const questionnaireReply = v.strictObject({
  wave: v.string(),
  title: texts,
  isSimulated: v.boolean(),
  hash: v.pipe(hash, v.description('of the questionnaire; a response names it')),
  forms: v.pipe(
    v.exactOptional(listOf(v.strictObject({ hash, share: v.number() }))),
    v.description(
      'where the wave asks several: a response is drawn to one by its id (core/questionnaire/draw-form.ts) and names that hash; hash and questionnaire are then of what all have in common',
    ),
  ),
  questionnaire: asked,
});
