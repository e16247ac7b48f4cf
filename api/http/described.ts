import type { MiddlewareHandler } from 'hono';
import { describeRoute, type DescribeRouteOptions, resolver } from 'hono-openapi';
import type { GenericSchema } from 'valibot';

/** What leaves with one status: JSON of this schema, nothing, or a document of another kind. */
export type DescribedReply = GenericSchema | 'nothing' | { readonly media: string; readonly says: string };

/** What leaves when a request was carried out, by status. Whatever is refused has the one shape of problems. */
export type DescribedReplies = Readonly<Partial<Record<200 | 201 | 202 | 204, DescribedReply>>>;

interface More {
  readonly description?: string;
  /** Whoever asks is answered, signed in or not. */
  readonly isPublic?: true;
  readonly requestBody?: DescribeRouteOptions['requestBody'];
}

const replies = new WeakMap<object, DescribedReplies>();

/**
 * Describes a route in the OpenAPI document: what it does, and what it replies. Whether replies are so is held by every
 * test that asks for one (`checkReply`).
 */
export function described(summary: string, wanted: DescribedReplies, more: More = {}): MiddlewareHandler {
  const { isPublic, description, requestBody } = more;
  const responses = Object.entries(wanted).map(([status, reply]) => [status, responseOf(reply, summary)]);
  const handler = describeRoute({
    summary,
    ...(description === undefined ? {} : { description }),
    ...(requestBody === undefined ? {} : { requestBody }),
    ...(isPublic ? { security: [] } : {}),
    responses: {
      ...(Object.fromEntries(responses) as NonNullable<DescribeRouteOptions['responses']>),
      default: { $ref: '#/components/responses/Problem' },
    },
  });
  replies.set(handler, wanted);
  return handler;
}

/** What `described` said of a route; undefined for any other handler. */
export function repliesOf(handler: object): DescribedReplies | undefined {
  return replies.get(handler);
}

function responseOf(reply: DescribedReply, summary: string) {
  if (reply === 'nothing') return { description: `${summary}: done` };
  if ('media' in reply)
    return { description: reply.says, content: { [reply.media]: { schema: { type: 'string' as const } } } };
  return { description: summary, content: { 'application/json': { schema: resolver(reply) } } };
}
