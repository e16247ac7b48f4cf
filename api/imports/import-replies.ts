import * as v from 'valibot';
import { listOf } from '../http/reply-schema.ts';

export const importBegunReply = v.strictObject({ id: v.string() });

/** How far an import is. Bad rows are named by line and reason; with one bad row nothing is stored. */
export const importProgressReply = v.strictObject({
  id: v.string(),
  fileName: v.string(),
  state: v.picklist(['checking', 'storing', 'done', 'refused', 'undone']),
  rowsRead: v.number(),
  rowsStored: v.number(),
  /** Known when all rows have been checked. */
  rowsTotal: v.exactOptional(v.number()),
  /** The line as an editor counts: the header is line 1. */
  problems: listOf(v.strictObject({ line: v.number(), reason: v.string() })),
  waves: listOf(v.string()),
});
