import * as v from 'valibot';
import { localTextSchema } from '../../core/questionnaire/local-text.ts';

/** A list as it leaves: nobody adds to it any more. */
export function listOf<Schema extends v.GenericSchema>(schema: Schema) {
  return v.pipe(v.array(schema), v.readonly());
}

/** Milliseconds since 1970. */
export const moment = v.pipe(v.number(), v.description('milliseconds since 1970'));

export const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/), v.description('SHA-256, in hexadecimal'));

/** A text in the languages it has. */
export const texts = localTextSchema;
