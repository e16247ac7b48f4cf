import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Context } from 'hono';
import { validator } from 'hono-openapi';
import { type GenericSchema, type InferOutput, safeParse } from 'valibot';
import { Problem } from '../problems.ts';
import { isStorableText } from '../storage/storable-text.ts';

/** A JSON body of this shape, described in the OpenAPI document; anything else is `malformedRequest`. */
export function jsonBody<Schema extends GenericSchema & StandardSchemaV1>(schema: Schema) {
  return validator('json', schema, (result) => {
    if (!result.success) throw new Problem('malformedRequest', { details: result.error.map(describe) });
    if (!isStorable(result.data)) {
      throw new Problem('malformedRequest', { details: ['body: holds characters that cannot be stored'] });
    }
  });
}

/** The same of what stands behind the question mark. */
export function queryOf<Schema extends GenericSchema & StandardSchemaV1>(schema: Schema) {
  return validator('query', schema, (result) => {
    if (!result.success) throw new Problem('malformedRequest', { details: result.error.map(describe) });
    if (!isStorable(result.data)) throw new Problem('malformedRequest');
  });
}

/** No NUL and no half of a character in any text, however deep: no engine keeps those as they are. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return isStorableText(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isStorable);
}

/** The same without the describing, for an address where every microsecond counts. */
export async function readJson<Schema extends GenericSchema & StandardSchemaV1>(
  c: Context,
  schema: Schema,
): Promise<InferOutput<Schema>> {
  if (!isJson.test(c.req.header('content-type') ?? '')) throw new Problem('malformedJson');
  const body = await c.req.json<unknown>().catch(() => {
    throw new Problem('malformedJson');
  });
  const result = safeParse(schema, body);
  if (!result.success)
    throw new Problem('malformedRequest', {
      details: result.issues.map((issue) => describe(issue as StandardSchemaV1.Issue)),
    });
  return result.output;
}

const isJson = /^application\/([a-z-.]+\+)?json\s*(;|$)/i;

function describe(issue: StandardSchemaV1.Issue): string {
  const path = (issue.path ?? []).map((step) => (typeof step === 'object' ? step.key : step)).join('.');
  return `${path === '' ? 'body' : path}: ${issue.message}`;
}
