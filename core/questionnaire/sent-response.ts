import * as v from 'valibot';
import { type Answers, isAnswers } from './answer.ts';
import { durationBands } from './duration-band.ts';
import { languageCodes } from './local-text.ts';

/** A response as it is sent: the body of `PUT /api/waves/:wave/responses/:id`. Phones take the type alone. */
export const sentResponseSchema = v.strictObject({
  /** Hash of the questionnaire that was answered. */
  questionnaire: v.string(),
  language: v.picklist(languageCodes),
  mode: v.picklist(['web', 'interview']),
  durationBand: v.exactOptional(v.picklist(durationBands)),
  answers: v.custom<Answers>(
    isAnswers,
    'must hold for each item a text, a number, a list of texts or { missing }',
  ),
  /** The token of a one-time invitation; without one the response came by the open link. */
  invitation: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(100))),
});

export type SentResponse = Readonly<v.InferOutput<typeof sentResponseSchema>>;
