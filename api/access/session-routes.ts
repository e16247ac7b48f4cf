import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import type { Actor } from './authorize.ts';
import { mayOf } from './grants.ts';
import { networkOf } from './network.ts';
import { beginEnrolment } from './second-factor.ts';
import { deviceOf, endSession, enter, type Entered, startSession, waitingPerson } from './session.ts';
import { checkCode, userByPassword } from './sign-in.ts';
import { enrolSecondFactor } from './enrol-second-factor.ts';
import { lookAtLink, useLink } from './use-sign-in-link.ts';
import type { Deps, Env } from '../deps.ts';
import { Problem } from '../problems.ts';
import { jsonBody } from '../http/body.ts';
import { described } from '../http/described.ts';
import {
  enrolledReply,
  enrolmentReply,
  linkPurposeReply,
  sessionReply,
  signedInReply,
} from './access-replies.ts';
import { json } from '../http/json-reply.ts';

const credentials = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(200)),
  password: v.pipe(v.string(), v.maxLength(1000)),
});
const linkUse = v.strictObject({ password: v.exactOptional(v.pipe(v.string(), v.maxLength(1000))) });
const code = v.pipe(v.string(), v.maxLength(40));
const givenCode = v.strictObject({ code });
export const confirmedEnrolment = v.strictObject({ sealed: v.pipe(v.string(), v.maxLength(200)), code });

export function sessionRoutes(deps: Deps) {
  /** Where the request comes from. */
  const originOf = (c: Context) => ({ network: networkOf(c, deps.proxies), device: deviceOf(c, deps) });

  /** Who has given a password and is still asked for this. */
  async function waiting(c: Context, step: 'code' | 'enrolment') {
    const found = await waitingPerson(c, deps);
    if (found?.awaits !== step) throw new Problem('notSignedIn');
    return found.user;
  }
  const begun = (c: Context) =>
    ({ via: 'password', network: networkOf(c, deps.proxies), secondFactor: true }) as const;

  return new Hono<Env>()
    .get(
      '/session',
      described('Who is signed in, or what is still asked for', { 200: sessionReply }),
      async (c) => {
        const actor = c.get('actor');
        if (actor) return json(c, signedIn(actor));
        const found = await waitingPerson(c, deps);
        if (!found) throw new Problem('notSignedIn');
        return json(c, { awaits: found.awaits });
      },
    )
    .post(
      '/session',
      described('Sign in', { 200: sessionReply }, { isPublic: true }),
      jsonBody(credentials),
      async (c) => {
        const origin = originOf(c);
        const user = await userByPassword(deps, { ...c.req.valid('json'), ...origin });
        const { network } = origin;
        return json(c, enteredOrAwaiting(await enter(c, deps, user, { via: 'password', network })));
      },
    )
    .post(
      '/session/code',
      described(
        'Sign in, second step: a code of the authenticator, or a recovery code',
        { 200: signedInReply },
        { isPublic: true },
      ),
      jsonBody(givenCode),
      async (c) => {
        const user = await waiting(c, 'code');
        await checkCode(deps, user, { ...c.req.valid('json'), ...originOf(c) });
        return json(c, signedIn(await startSession(c, deps, user, begun(c))));
      },
    )
    .post(
      '/session/enrolment',
      described(
        'Sign in for the first time with a second factor: a new secret',
        { 200: enrolmentReply },
        { isPublic: true },
      ),
      async (c) => json(c, beginEnrolment(deps.keys, await waiting(c, 'enrolment'))),
    )
    .put(
      '/session/enrolment',
      described(
        'The first code of the new second factor; shows the recovery codes once',
        { 200: enrolledReply },
        { isPublic: true },
      ),
      jsonBody(confirmedEnrolment),
      async (c) => {
        const user = await waiting(c, 'enrolment');
        const recoveryCodes = await enrolSecondFactor(deps, user, { ...c.req.valid('json'), ...originOf(c) });
        return json(c, { ...signedIn(await startSession(c, deps, user, begun(c))), recoveryCodes });
      },
    )
    .delete('/session', described('Sign out', { 204: 'nothing' }), async (c) => {
      await endSession(c, deps, c.get('actor'));
      return c.body(null, 204);
    })
    .get(
      '/sign-in-links/:token',
      described('What a one-time link is for', { 200: linkPurposeReply }, { isPublic: true }),
      async (c) => json(c, await lookAtLink(deps, c.req.param('token'))),
    )
    .post(
      '/sign-in-links/:token',
      described(
        'Use a one-time link: sign in, or choose a password',
        { 200: sessionReply },
        { isPublic: true },
      ),
      jsonBody(linkUse),
      async (c) => {
        const network = networkOf(c, deps.proxies);
        const { password } = c.req.valid('json');
        const user = await useLink(deps, c.req.param('token'), { password, network });
        return json(c, enteredOrAwaiting(await enter(c, deps, user, { via: 'link', network })));
      },
    );
}

function enteredOrAwaiting(entered: Entered) {
  return 'actor' in entered ? signedIn(entered.actor) : entered;
}

function signedIn({ name, grants }: Actor): v.InferOutput<typeof signedInReply> {
  return { name, grants, may: mayOf(grants) };
}
