import type { Context, TypedResponse } from 'hono';

/** Text that is JSON of this type already, sent byte for byte: the hash of a document is the hash of what leaves here. */
export function jsonBytes<Document>(
  c: Context,
  text: string,
  contentType = 'application/json; charset=utf-8',
): Response & TypedResponse<Document, 200, 'json'> {
  c.header('content-type', contentType);
  return c.body(text) as unknown as Response & TypedResponse<Document, 200, 'json'>;
}
