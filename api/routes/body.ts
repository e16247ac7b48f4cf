import type { StandardSchemaV1 } from '@standard-schema/spec';
import { validator } from 'hono-openapi';
import type { GenericSchema } from 'valibot';
import { Problem } from '../problems.ts';

/** A JSON body of this shape, described in the OpenAPI document; anything else is `malformedRequest`. */
export function jsonBody<Schema extends GenericSchema & StandardSchemaV1>(schema: Schema) {
  return validator('json', schema, (result) => {
    if (!result.success) throw new Problem('malformedRequest', { details: result.error.map(describe) });
  });
}

function describe(issue: StandardSchemaV1.Issue): string {
  const path = (issue.path ?? []).map((step) => (typeof step === 'object' ? step.key : step)).join('.');
  return `${path === '' ? 'body' : path}: ${issue.message}`;
}
