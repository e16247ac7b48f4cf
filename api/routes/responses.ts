import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import type { Answers } from '../../core/questionnaire/answer.ts';
import { languages } from '../../core/questionnaire/local-text.ts';
import { recordResponse } from '../actions/record-response.ts';
import type { Deps, Env } from '../deps.ts';
import { Problem } from '../problems.ts';
import { jsonBody } from './body.ts';

/** Ample for a long questionnaire, and small enough to refuse before it is read. */
export const MOST_RESPONSE_BYTES = 256 * 1024;

const answerSchema = v.union([
  v.string(),
  v.number(),
  v.array(v.string()),
  v.strictObject({ missing: v.picklist(['notUsed', 'dontKnow', 'refused']) }),
]);

export const responseSchema = v.strictObject({
  questionnaire: v.string(),
  language: v.picklist(languages),
  mode: v.picklist(['web', 'interview']),
  durationBand: v.exactOptional(v.picklist(['under1', '1to3', '3to10', '10to30', 'over30'])),
  answers: v.record(v.string(), answerSchema),
  invitation: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(100))),
});

export function responseRoutes(deps: Deps) {
  return new Hono<Env>().put(
    '/waves/:wave/responses/:id',
    describeRoute({
      summary: 'Store one response, once',
      description:
        'The id is made by the sender (UUID version 4) and makes sending again safe: 201 stored now, 200 stored before with the same content, 409 other content stands under this id.',
    }),
    bodyLimit({
      maxSize: MOST_RESPONSE_BYTES,
      onError: () => {
        throw new Problem('bodyTooLarge');
      },
    }),
    jsonBody(responseSchema),
    async (c) => {
      const { wave, id } = c.req.param();
      const { answers, ...sent } = c.req.valid('json');
      const recorded = await recordResponse(deps, { ...sent, wave, id, answers: answers as Answers });
      return c.json(recorded, recorded.outcome === 'recorded' ? 201 : 200);
    },
  );
}
