import { Hono } from 'hono';
import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import { missingReasons } from '../../core/questionnaire/answer.ts';
import { type SentResponse, sentResponseSchema } from '../../core/questionnaire/sent-response.ts';
import { recordResponse } from './record-response.ts';
import type { Deps, Env } from '../deps.ts';
import { described } from '../http/described.ts';
import { limitBody } from '../http/body-limit.ts';
import { Problem } from '../problems.ts';
import { readJson } from '../http/body.ts';
import { recordedReply } from './response-replies.ts';

/** Ample for a long questionnaire, and small enough to refuse before it is read. */
export const MOST_RESPONSE_BYTES = 256 * 1024;

/** `isAnswers` in the words of JSON Schema, for the description of the API. */
const answersAsJsonSchema: JsonSchema = {
  type: 'object',
  additionalProperties: {
    anyOf: [
      { type: 'string' },
      { type: 'number' },
      { type: 'array', items: { type: 'string' } },
      {
        type: 'object',
        properties: { missing: { enum: [...missingReasons] } },
        required: ['missing'],
        additionalProperties: false,
      },
    ],
  },
};

const describedSchema = toJsonSchema(sentResponseSchema, {
  overrideSchema: ({ valibotSchema }) => (valibotSchema.type === 'custom' ? answersAsJsonSchema : undefined),
}) as object;

/**
 * The one address that thousands use at once, so it does no more than it must: nothing is compressed, the
 * headers are a constant, and the body is read by the shortest way.
 */
export function responseRoutes(deps: Deps) {
  return new Hono<Env>().put(
    '/waves/:wave/responses/:id',
    described(
      'Store one response, once',
      { 200: recordedReply, 201: recordedReply },
      {
        isPublic: true,
        description:
          'The id is made by the sender (UUID version 4) and makes sending again safe: 201 stored now, 200 stored before with the same content, 409 other content stands under this id. `questionnaire` is the hash that GET /api/waves/{wave}/questionnaire says.',
        requestBody: { required: true, content: { 'application/json': { schema: describedSchema } } },
      },
    ),
    limitBody(MOST_RESPONSE_BYTES),
    async (c) => {
      const { wave, id } = c.req.param();
      const sent = await readJson(c, sentResponseSchema);
      checkMode(sent);
      const recorded = await recordResponse(deps, wave, id, sent);
      return new Response(JSON.stringify(recorded), recorded.outcome === 'recorded' ? created : existed);
    },
  );
}

/** Whoever has the open address fills in by himself; that somebody was interviewed is for the frame to say. */
function checkMode({ mode, invitation }: SentResponse): void {
  if (mode === 'web' || invitation !== undefined) return;
  throw new Problem('malformedRequest', { details: ['mode: by the open link it is "web"'] });
}

const headers = {
  'content-type': 'application/json',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};
const created = { status: 201, headers };
const existed = { status: 200, headers };
