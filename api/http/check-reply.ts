import type { Hono } from 'hono';
import { flatten, safeParse } from 'valibot';
import type { Env } from '../deps.ts';
import { repliesOf } from './described.ts';
import { problemSchema } from './problem-schema.ts';

/**
 * Holds what left against what the OpenAPI document says of its route and status; throws what differs. Every request of
 * a test goes through this (`testManyi`), so that the document cannot say what is not so.
 */
export async function checkReply(
  app: Pick<Hono<Env>, 'router'>,
  { method, path }: { readonly method: string; readonly path: string },
  reply: Response,
): Promise<void> {
  if (!path.startsWith('/api/') || method === 'HEAD' || reply.status === 304) return;
  const isJson = reply.headers.get('content-type')?.startsWith('application/json') === true;
  if (reply.status >= 400)
    return compare(problemSchema, await reply.clone().json(), method, path, reply.status);
  const described = app.router
    .match(method, path)[0]
    .map(([handler]) => repliesOf(handler[0]))
    .find((replies) => replies !== undefined);
  if (described === undefined) return;
  const expected = described[reply.status as keyof typeof described];
  if (expected === undefined) throw new Error(`${method} ${path}: ${reply.status} is not described`);
  if (expected === 'nothing') {
    if (reply.body !== null) throw new Error(`${method} ${path}: described as nothing, and something came`);
  } else if ('media' in expected) {
    if (reply.headers.get('content-type')?.startsWith(expected.media) !== true)
      throw new Error(`${method} ${path}: not ${expected.media}`);
  } else {
    if (!isJson) throw new Error(`${method} ${path}: described as JSON, and something else came`);
    compare(expected, await reply.clone().json(), method, path, reply.status);
  }
}

function compare(
  schema: Parameters<typeof safeParse>[0],
  body: unknown,
  method: string,
  path: string,
  status: number,
): void {
  const result = safeParse(schema, body);
  if (result.success) return;
  throw new Error(
    `${method} ${path}: ${status} is not as described: ${JSON.stringify(flatten(result.issues))}`,
  );
}
