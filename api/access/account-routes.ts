import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { auditEvent } from './audit-event.ts';
import { isStrongEnough } from './is-strong-enough.ts';
import { networkOf } from './network.ts';
import { hashPassword } from './password.ts';
import { holdsConflict, mayOf } from './grants.ts';
import { roleNames } from './roles.ts';
import { beginEnrolment, needsSecondFactor } from './second-factor.ts';
import { deviceOf, sessionHashOf } from './session.ts';
import { isOwnPassword } from './sign-in.ts';
import { enrolSecondFactor } from './enrol-second-factor.ts';
import type { Deps, Env } from '../deps.ts';
import { Problem } from '../problems.ts';
import { sha256 } from '../keys/sha256.ts';
import { passwordDigest } from '../verify/password-digest.ts';
import { jsonBody } from '../http/body.ts';
import { confirmedEnrolment } from './session-routes.ts';
import { described } from '../http/described.ts';
import { accountReply, endedReply, enrolmentReply, recoveryCodesReply } from './access-replies.ts';
import { json } from '../http/json-reply.ts';

const newPassword = v.strictObject({
  old: v.pipe(v.string(), v.maxLength(1000)),
  password: v.pipe(v.string(), v.maxLength(1000)),
});
const givenUp = v.strictObject({ role: v.picklist(roleNames) });

/** What everybody who is signed in may see and do about the own account, whatever the roles. */
export function accountRoutes(deps: Deps) {
  const { storage } = deps;

  async function person(c: Context<Env>) {
    const actor = c.get('actor');
    const user = actor && (await storage.user(actor.user));
    if (!actor || !user) throw new Problem('notSignedIn');
    return { actor, user, here: sessionHashOf(c, deps)! };
  }
  const originOf = (c: Context) => ({ network: networkOf(c, deps.proxies), device: deviceOf(c, deps) });

  return new Hono<Env>()
    .get(
      '/account',
      described('The own account: roles, sessions, what to know', { 200: accountReply }),
      async (c) => {
        const { user, here } = await person(c);
        const sessions = (await storage.sessionsOf(user.id)).filter(({ awaits }) => awaits === undefined);
        const reply: v.InferOutput<typeof accountReply> = {
          name: user.name,
          grants: user.grants,
          may: mayOf(user.grants),
          hasConflict: holdsConflict(user.grants),
          hasPassword: user.passwordHash !== undefined,
          sessions: sessions.map(({ tokenHash, createdAt, lastSeenAt, network }) => ({
            id: sessionId(tokenHash),
            createdAt,
            lastSeenAt,
            network,
            isThis: tokenHash === here,
          })),
          secondFactor: {
            isSet: user.secondFactor !== undefined,
            isRequired: needsSecondFactor(deps.secondFactor, user),
            recoveryCodes: (JSON.parse(user.recoveryCodes ?? '[]') as string[]).length,
          },
          notices: (await storage.notices(user.id)).map(({ at, kind, by }) => ({ at, kind, by })),
        };
        return json(c, reply);
      },
    )
    .put(
      '/account/password',
      described('Change the own password; other sessions end', { 204: 'nothing' }),
      jsonBody(newPassword),
      async (c) => {
        const { actor, user, here } = await person(c);
        const { old, password } = c.req.valid('json');
        const origin = originOf(c);
        if (!(await isOwnPassword(deps, user, { name: user.name, password: old, ...origin })))
          throw new Problem('wrongOldPassword');
        if (!isStrongEnough(password, user.name)) throw new Problem('passwordTooWeak');
        const place = deps.passwords.reserve(origin.network, true);
        try {
          const passwordHash = await hashPassword(password, place.derive);
          const event = auditEvent(deps, actor, 'passwordSet', user.id, {
            via: 'account',
            password: passwordDigest(deps.keys, user.id, passwordHash),
          });
          if (!(await storage.setPassword(user.id, passwordHash, event, here)))
            throw new Problem('notSignedIn');
        } finally {
          place.release();
        }
        return c.body(null, 204);
      },
    )
    .delete(
      '/account/sessions',
      described('End all own sessions but this one', { 200: endedReply }),
      async (c) => {
        const { actor, user, here } = await person(c);
        const event = auditEvent(deps, actor, 'sessionsEnded', user.id);
        return json(c, { ended: await storage.removeSessionsOf(user.id, event, here) });
      },
    )
    .delete(
      '/account/sessions/:id',
      described('End one of the own sessions', { 204: 'nothing' }),
      async (c) => {
        const { actor, user } = await person(c);
        const wanted = c.req.param('id');
        const found = (await storage.sessionsOf(user.id)).find(
          ({ tokenHash }) => sessionId(tokenHash) === wanted,
        );
        if (!found) throw new Problem('notFound');
        await storage.removeSession(found.tokenHash, auditEvent(deps, actor, 'sessionsEnded', user.id));
        return c.body(null, 204);
      },
    )
    .delete('/account/notices', described('What was told has been read', { 204: 'nothing' }), async (c) => {
      const { user } = await person(c);
      const read = await storage.notices(user.id);
      if (read.length > 0) await storage.removeNotices(user.id, read.at(-1)!.at);
      return c.body(null, 204);
    })
    .post(
      '/account/give-up-role',
      described('Give up an own role that excludes another one', { 204: 'nothing' }),
      jsonBody(givenUp),
      async (c) => {
        const { actor, user } = await person(c);
        if (!holdsConflict(user.grants)) throw new Problem('notFound');
        const grants = user.grants.filter(({ role }) => role !== c.req.valid('json').role);
        const event = auditEvent(deps, actor, 'grantsChanged', user.id, { grants });
        const outcome = await storage.setGrants(user.id, grants, event);
        if (outcome === 'lastAdministrator') throw new Problem('lastAdministrator');
        return c.body(null, 204);
      },
    )
    .post(
      '/account/second-factor',
      described('A new secret for an authenticator', { 200: enrolmentReply }),
      async (c) => {
        const { user } = await person(c);
        if (user.secondFactor !== undefined) throw new Problem('secondFactorSet');
        return json(c, beginEnrolment(deps.keys, user));
      },
    )
    .put(
      '/account/second-factor',
      described('Its first code; shows the recovery codes once', { 200: recoveryCodesReply }),
      jsonBody(confirmedEnrolment),
      async (c) => {
        const { user, here } = await person(c);
        if (user.secondFactor !== undefined) throw new Problem('secondFactorSet');
        const given = { ...c.req.valid('json'), ...originOf(c) };
        return json(c, { recoveryCodes: await enrolSecondFactor(deps, user, given, here) });
      },
    );
}

/** By which a session is named without naming what it is found by. */
function sessionId(tokenHash: string): string {
  return sha256(`session ${tokenHash}`).slice(0, 16);
}
