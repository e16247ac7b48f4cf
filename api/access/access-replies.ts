import * as v from 'valibot';
import { listOf, moment } from '../http/reply-schema.ts';
import { type Action, actions } from './actions.ts';
import { roleNames } from './roles.ts';

export const action = v.picklist(Object.keys(actions) as readonly Action[]);

export const grant = v.strictObject({ role: v.picklist(roleNames), programme: v.string() });

/** Under `*` what holds in all programmes. */
const may = v.record(v.string(), listOf(action));

const person = { name: v.string(), grants: listOf(grant), may };

export const signedInReply = v.strictObject(person);

/** The password was right, and something is still asked for. */
export const awaitingReply = v.strictObject({ awaits: v.picklist(['code', 'enrolment']) });

export const sessionReply = v.union([signedInReply, awaitingReply]);

const recoveryCodes = listOf(v.string());

export const enrolledReply = v.strictObject({ ...person, recoveryCodes });

export const recoveryCodesReply = v.strictObject({ recoveryCodes });

export const enrolmentReply = v.strictObject({ secret: v.string(), uri: v.string(), sealed: v.string() });

export const linkPurposeReply = v.strictObject({
  purpose: v.picklist(['setPassword', 'signIn']),
  name: v.string(),
});

export const endedReply = v.strictObject({ ended: v.number() });

export const accountReply = v.strictObject({
  ...person,
  hasConflict: v.boolean(),
  hasPassword: v.boolean(),
  sessions: listOf(
    v.strictObject({
      id: v.string(),
      createdAt: moment,
      lastSeenAt: moment,
      network: v.string(),
      isThis: v.boolean(),
    }),
  ),
  secondFactor: v.strictObject({ isSet: v.boolean(), isRequired: v.boolean(), recoveryCodes: v.number() }),
  notices: listOf(
    v.strictObject({ at: moment, kind: v.picklist(['linkIssued', 'secondFactorReset']), by: v.string() }),
  ),
});
