import type { Context, TypedResponse } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/**
 * Replies JSON, typed for the client as it is here: replies are made of what JSON keeps (`described` says of what, and
 * tests hold them to it).
 */
export function json<Body, Status extends ContentfulStatusCode = 200>(
  c: Context,
  body: Body,
  status?: Status,
): Response & TypedResponse<Body, Status, 'json'> {
  return c.json(body as object, status) as unknown as Response & TypedResponse<Body, Status, 'json'>;
}
