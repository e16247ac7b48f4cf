import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import type { Actor } from '../access/authorize.ts';
import { endSession, startSession } from '../access/session.ts';
import { networkOf, userByPassword } from '../access/sign-in.ts';
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
      const now = deps.clock();
      const user = await userByPassword(deps.storage, { ...c.req.valid('json'), network: network(c) }, now);
      return c.json(shown(await startSession(c, deps.storage, user, now)));
    })
    .delete('/session', describeRoute({ summary: 'Sign out' }), async (c) => {
      await endSession(c, deps.storage);
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
        const user = await useLink(deps, c.req.param('token'), c.req.valid('json').password);
        return c.json(shown(await startSession(c, deps.storage, user, deps.clock())));
      },
    );
}

function shown({ name, grants }: Actor) {
  return { name, grants };
}

/** Requests that do not come over a socket (tests) are of one network. */
function network(c: Context): string {
  if (!c.env || !('incoming' in c.env)) return 'local';
  return networkOf(getConnInfo(c).remote.address ?? 'unknown');
}
