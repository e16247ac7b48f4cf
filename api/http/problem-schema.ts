import * as v from 'valibot';
import { type ProblemCode, problems } from '../problems.ts';
import { listOf } from './reply-schema.ts';

/** The one shape in which a request is refused. */
export const problemSchema = v.strictObject({
  code: v.picklist(Object.keys(problems) as readonly ProblemCode[]),
  status: v.number(),
  message: v.string(),
  issues: v.exactOptional(
    v.pipe(
      listOf(v.looseObject({ item: v.string(), code: v.string() })),
      v.description('of answers that are not accepted: which item, and why'),
    ),
  ),
  details: v.exactOptional(listOf(v.string())),
  parameters: v.exactOptional(v.record(v.string(), v.union([v.string(), v.number()]))),
});
