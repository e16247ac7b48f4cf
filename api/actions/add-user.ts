import { randomUUID } from 'node:crypto';
import { auditEvent, type Doer } from '../access/audit.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import type { Grant, User } from '../storage/storage.ts';
import { newSignInLink } from './use-sign-in-link.ts';

/** Adds a person, who chooses a password through the link that comes back. */
export async function addUser(
  deps: Pick<Deps, 'storage' | 'clock'>,
  name: string,
  grants: readonly Grant[],
  by: Doer,
): Promise<{ readonly user: User; readonly link: string }> {
  const user: User = { id: randomUUID(), name, isDisabled: false, grants };
  const event = auditEvent(deps, by, 'userAdded', user.id, { name, grants });
  if ((await deps.storage.putUser(user, event)) === 'nameTaken') throw new Problem('nameTaken');
  return { user, link: await newSignInLink(deps, user.id, 'setPassword', by) };
}

/** A new link for somebody who lost the first or forgot the password; sessions end with the old password. */
export async function renewLink(deps: Deps, id: string, by: Doer): Promise<string> {
  const user = await deps.storage.user(id);
  if (!user) throw new Problem('notFound');
  return newSignInLink(deps, user.id, 'setPassword', by);
}

/** Shuts a person out at once: links and sessions end with it. */
export async function disableUser(
  deps: Pick<Deps, 'storage' | 'clock'>,
  id: string,
  by: Doer,
): Promise<User> {
  const outcome = await deps.storage.disableUser(id, auditEvent(deps, by, 'userDisabled', id));
  if (outcome === 'unknown') throw new Problem('notFound');
  if (outcome === 'lastAdministrator') throw new Problem('lastAdministrator');
  return (await deps.storage.user(id))!;
}

/** Takes it back; the password is what it was. */
export async function enableUser(deps: Pick<Deps, 'storage' | 'clock'>, id: string, by: Doer): Promise<User> {
  const user = await deps.storage.user(id);
  if (!user) throw new Problem('notFound');
  await deps.storage.enableUser(id, auditEvent(deps, by, 'userEnabled', id));
  return { ...user, isDisabled: false };
}
