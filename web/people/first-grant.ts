import type { Grant, Programme, Roles } from '../parts/api-client.ts';

/** What somebody is offered first: the first of the roles, which lets one do least, in the first programme. */
export function firstGrant(roles: Roles['roles'], programmes: readonly Pick<Programme, 'name'>[]): Grant {
  const [{ name, isOverAll }] = roles as readonly [Roles['roles'][number]];
  return { role: name, programme: isOverAll ? '*' : (programmes[0]?.name ?? '*') };
}
