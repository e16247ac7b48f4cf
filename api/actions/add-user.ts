import { randomUUID } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import type { Grant, User } from '../storage/storage.ts';
import { newSignInLink } from './use-sign-in-link.ts';

/** Adds a person, who chooses a password through the link that comes back. */
export async function addUser(
  deps: Pick<Deps, 'storage' | 'clock'>,
  name: string,
  grants: readonly Grant[],
): Promise<{ readonly user: User; readonly link: string }> {
  const user: User = { id: randomUUID(), name, isDisabled: false, grants };
  if ((await deps.storage.putUser(user)) === 'nameTaken') throw new Problem('nameTaken');
  return { user, link: await newSignInLink(deps, user.id, 'setPassword') };
}

/** A new link for somebody who lost the first or forgot the password; sessions end with the old password. */
export async function renewLink(deps: Deps, id: string): Promise<string> {
  const user = await deps.storage.user(id);
  if (!user) throw new Problem('notFound');
  return newSignInLink(deps, user.id, 'setPassword');
}

export async function disableUser(deps: Deps, id: string): Promise<User> {
  const user = await deps.storage.user(id);
  if (!user) throw new Problem('notFound');
  const disabled = { ...user, isDisabled: true };
  await deps.storage.putUser(disabled);
  await deps.storage.removeSessionsOf(id);
  return disabled;
}
