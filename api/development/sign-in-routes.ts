import { Hono } from 'hono';
import { roleNames } from '../access/roles.ts';
import { startSession } from '../access/session.ts';
import { demonstrationUser } from '../demonstration/demonstration-user.ts';
import type { Deps } from '../deps.ts';

/** Signs in whoever asks, as the person of the demonstration with this role: only for `npm run dev`. */
export function signInRoutes(deps: Deps) {
  return new Hono().get('/development/:role', async (c) => {
    const role = roleNames.find((name) => name === c.req.param('role'));
    if (!role) return c.text(`There is no such role. There are: ${roleNames.join(', ')}.`, 404);
    const user = await demonstrationUser(deps, role);
    await startSession(c, deps, user, { via: 'link', network: 'this machine' });
    return c.redirect('/staff');
  });
}
