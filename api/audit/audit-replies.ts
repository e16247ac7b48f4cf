import * as v from 'valibot';
import { listOf, moment } from '../http/reply-schema.ts';
import { auditActions } from '../storage/audit-chain.ts';

export const auditReply = v.strictObject({
  entries: listOf(
    v.strictObject({
      number: v.number(),
      at: moment,
      actor: v.string(),
      action: v.picklist(auditActions),
      subject: v.string(),
      details: v.record(v.string(), v.unknown()),
    }),
  ),
  hasMore: v.boolean(),
});

/** How far the chain was followed, and what is wrong with it first. */
export const chainReply = v.strictObject({
  examined: v.number(),
  of: v.number(),
  fault: v.exactOptional(v.string()),
});
