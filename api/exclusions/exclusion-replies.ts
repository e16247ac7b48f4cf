import * as v from 'valibot';
import { exclusionReasons } from '../../core/release/release.ts';
import { listOf, moment } from '../http/reply-schema.ts';

const state = v.picklist(['asked', 'confirmed', 'rejected']);

export const exclusionStateReply = v.strictObject({ id: v.string(), state });

/** How an answer came, and nothing of what it says: who decides about it must not see the scores. */
const excludedAnswer = v.strictObject({
  /** As in an export; the id itself is told to nobody. */
  rowId: v.string(),
  channel: v.string(),
  mode: v.string(),
  disposition: v.string(),
  area: v.exactOptional(v.string()),
  day: v.exactOptional(v.string()),
  duration: v.exactOptional(v.string()),
  isLate: v.boolean(),
  flags: listOf(v.string()),
});

export const exclusionsReply = listOf(
  v.strictObject({
    id: v.string(),
    reason: v.picklist(exclusionReasons),
    state,
    askedAt: moment,
    askedBy: v.string(),
    decidedAt: v.exactOptional(moment),
    decidedBy: v.exactOptional(v.string()),
    count: v.number(),
    /** For those who may decide. */
    answers: v.exactOptional(listOf(excludedAnswer)),
  }),
);
