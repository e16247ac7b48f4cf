import * as v from 'valibot';
import { action, grant } from '../access/access-replies.ts';
import { roleNames } from '../access/roles.ts';
import { listOf, moment } from '../http/reply-schema.ts';

const role = v.picklist(roleNames);

export const rolesReply = v.strictObject({
  roles: listOf(
    v.strictObject({
      name: role,
      actions: listOf(action),
      isWeighty: v.boolean(),
      isOverAll: v.boolean(),
    }),
  ),
  neverTogether: listOf(listOf(role)),
});

export const personReply = v.strictObject({
  id: v.string(),
  name: v.string(),
  isDisabled: v.boolean(),
  grants: listOf(grant),
  hasPassword: v.boolean(),
  hasSecondFactor: v.boolean(),
  hasConflict: v.boolean(),
});

const proposal = {
  id: v.string(),
  kind: v.picklist(['addUser', 'setGrants', 'enableUser', 'issueLink']),
  user: v.string(),
  name: v.string(),
  grants: listOf(grant),
  proposedAt: moment,
};

export const doneReply = v.strictObject({ user: personReply, link: v.exactOptional(v.string()) });

export const proposedReply = v.strictObject({ proposal: v.strictObject(proposal) });

export const proposalsReply = listOf(
  v.strictObject({ ...proposal, proposedBy: v.string(), isOwn: v.boolean() }),
);
