import { randomUUID } from 'node:crypto';
import { auditEvent, type Doer } from '../access/audit-event.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import type { Grant, User } from '../storage/storage.ts';
import { newSignInLink } from '../access/use-sign-in-link.ts';

/** Adds a person, who chooses a password through the link that comes back. */
export async function addUser(
  deps: Pick<Deps, 'storage' | 'clock' | 'keys'>,
  name: string,
  grants: readonly Grant[],
  by: Doer,
): Promise<{ readonly user: User; readonly link: string }> {
  const user: User = { id: randomUUID(), name, isDisabled: false, grants };
  const event = auditEvent(deps, by, 'userAdded', user.id, { name, grants });
  if ((await deps.storage.putUser(user, event)) === 'nameTaken') throw new Problem('nameTaken');
  return { user, link: await newSignInLink(deps, user.id, 'setPassword', by) };
}
