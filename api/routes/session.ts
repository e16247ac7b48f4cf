import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import type { Actor } from '../access/authorize.ts';
import { networkOf } from '../access/network.ts';
import { deviceOf, endSession, startSession } from '../access/session.ts';
import { userByPassword } from '../access/sign-in.ts';
import { lookAtLink, useLink } from '../actions/use-sign-in-link.ts';
import type { Deps, Env } from '../deps.ts';
import { Problem } from '../problems.ts';
import { jsonBody } from './body.ts';

const credentials = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(200)),
  password: v.pipe(v.string(), v.maxLength(1000)),
});
const linkUse = v.strictObject({ password: v.exactOptional(v.pipe(v.string(), v.maxLength(1000))) });

export function sessionRoutes(deps: Deps) {
  return new Hono<Env>()
    .get('/session', describeRoute({ summary: 'Who is signed in' }), (c) => {
      const actor = c.get('actor');
      if (!actor) throw new Problem('notSignedIn');
      return c.json(shown(actor));
    })
    .post('/session', describeRoute({ summary: 'Sign in' }), jsonBody(credentials), async (c) => {
      const network = networkOf(c, deps.proxies);
      const device = deviceOf(c, deps);
      const user = await userByPassword(deps, { ...c.req.valid('json'), network, device });
      return c.json(shown(await startSession(c, deps, user, { via: 'password', network })));
    })
    .delete('/session', describeRoute({ summary: 'Sign out' }), async (c) => {
      await endSession(c, deps, c.get('actor'));
      return c.body(null, 204);
    })
    .get('/sign-in-links/:token', describeRoute({ summary: 'What a one-time link is for' }), async (c) =>
      c.json(await lookAtLink(deps, c.req.param('token'))),
    )
    .post(
      '/sign-in-links/:token',
      describeRoute({ summary: 'Use a one-time link: sign in, or choose a password' }),
      jsonBody(linkUse),
      async (c) => {
        const network = networkOf(c, deps.proxies);
        const { password } = c.req.valid('json');
        const user = await useLink(deps, c.req.param('token'), { password, network });
        return c.json(shown(await startSession(c, deps, user, { via: 'link', network })));
      },
    );
}

function shown({ name, grants }: Actor) {
  return { name, grants };
}
