import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { authorize, everyProgramme } from '../access/authorize.ts';
import { addUser, disableUser, enableUser, renewLink } from '../actions/add-user.ts';
import type { Deps, Env } from '../deps.ts';
import type { User } from '../storage/storage.ts';
import { publicAddress } from '../public-address.ts';
import { jsonBody } from './body.ts';

/** Three roles in each of some dozen programmes; all of them are read at each request of this person. */
const MOST_GRANTS = 100;

const newUser = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  grants: v.pipe(
    v.array(
      v.strictObject({
        role: v.picklist(['administrator', 'evaluator', 'official']),
        programme: v.pipe(v.string(), v.maxLength(64)),
      }),
    ),
    v.minLength(1),
    v.maxLength(MOST_GRANTS),
  ),
});

export function peopleRoutes(deps: Deps) {
  return new Hono<Env>()
    .get('/users', describeRoute({ summary: 'Everybody who can sign in' }), async (c) => {
      authorize(c.get('actor'), 'people.manage', everyProgramme);
      return c.json((await deps.storage.users()).map(shown));
    })
    .post('/users', describeRoute({ summary: 'Add a person' }), jsonBody(newUser), async (c) => {
      const actor = authorize(c.get('actor'), 'people.manage', everyProgramme);
      const { name, grants } = c.req.valid('json');
      const { user, link } = await addUser(deps, name, grants, actor);
      return c.json({ user: shown(user), link: publicAddress(deps, linkPath(link)) }, 201);
    })
    .post('/users/:id/link', describeRoute({ summary: 'A new one-time link' }), async (c) => {
      const actor = authorize(c.get('actor'), 'people.manage', everyProgramme);
      const link = await renewLink(deps, c.req.param('id'), actor);
      return c.json({ link: publicAddress(deps, linkPath(link)) });
    })
    .post('/users/:id/disable', describeRoute({ summary: 'Shut a person out' }), async (c) => {
      const actor = authorize(c.get('actor'), 'people.manage', everyProgramme);
      return c.json(shown(await disableUser(deps, c.req.param('id'), actor)));
    })
    .post('/users/:id/enable', describeRoute({ summary: 'Let a person in again' }), async (c) => {
      const actor = authorize(c.get('actor'), 'people.manage', everyProgramme);
      return c.json(shown(await enableUser(deps, c.req.param('id'), actor)));
    });
}

/** Where a one-time link leads. */
export function linkPath(token: string): string {
  return `/staff/enter/${token}`;
}

function shown({ id, name, isDisabled, grants, passwordHash }: User) {
  return { id, name, isDisabled, grants, hasPassword: passwordHash !== undefined };
}
