import type { Hono } from 'hono';
import { generateSpecs, resolver } from 'hono-openapi';
import type { Env } from '../deps.ts';
import { problemSchema } from './problem-schema.ts';

const description = `Satisfaction surveys. Answering is open to everybody: read the questionnaire of a wave, make an id,
put the response. Everything else is for staff, who sign in with POST /api/session and are known by a cookie. What is
refused comes as a problem: a code that never changes its meaning, the status, a sentence that says what to do. The page
docs/api.md goes through it from nothing to an export.`;

/** The description of all routes of the application that are said something of, as an OpenAPI document. */
export async function describeApi(app: Hono<Env>, software: string) {
  const { schema } = await resolver(problemSchema).toOpenAPISchema();
  return generateSpecs(app, {
    documentation: {
      info: { title: 'Manyi', version: software, description },
      security: [{ session: [] }],
      components: {
        securitySchemes: {
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'manyi_session',
            description: 'Set by POST /api/session; over https its name is __Host-manyi_session.',
          },
        },
        schemas: { Problem: schema },
        responses: {
          Problem: {
            description: 'The request was refused, and nothing was changed',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        },
      },
    },
    defaultValidationErrorResponse: false,
  });
}
