import { Hono } from 'hono';
import { startSession } from '../access/session.ts';
import { demonstrationUser } from '../demonstration/demonstration-user.ts';
import type { Deps } from '../deps.ts';
import type { Role } from '../storage/storage.ts';

/** Signs in whoever asks, as the person of the demonstration with this role: only for `npm run dev`. */
export function signInRoutes(deps: Deps) {
  return new Hono().get('/development/:role', async (c) => {
    const role = c.req.param('role');
    if (!isRole(role)) return c.text(`There is no such role. There are: ${demonstrated.join(', ')}.`, 404);
    const user = await demonstrationUser(deps, role);
    await startSession(c, deps, user, { via: 'link', network: 'this machine' });
    return c.redirect('/staff');
  });
}

export const demonstrated = ['evaluator', 'official', 'administrator'] as const satisfies readonly Role[];

function isRole(text: string): text is (typeof demonstrated)[number] {
  return demonstrated.some((role) => role === text);
}
