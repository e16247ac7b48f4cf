import { auditEvent, type Doer } from '../access/audit-event.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import type { User } from '../storage/storage.ts';

type PeopleDeps = Pick<Deps, 'storage' | 'clock'>;

/** Shuts a person out at once: links and sessions end with it. */
export async function disableUser(deps: PeopleDeps, id: string, by: Doer): Promise<User> {
  const outcome = await deps.storage.disableUser(id, auditEvent(deps, by, 'userDisabled', id));
  if (outcome === 'unknown') throw new Problem('personUnknown');
  if (outcome === 'lastAdministrator') throw new Problem('lastAdministrator');
  return (await deps.storage.user(id))!;
}

/** Ends all sessions of a person, who signs in again. */
export async function endSessionsOf(deps: PeopleDeps, id: string, by: Doer): Promise<number> {
  if (!(await deps.storage.user(id))) throw new Problem('personUnknown');
  return deps.storage.removeSessionsOf(id, auditEvent(deps, by, 'sessionsEnded', id));
}

/** Takes the second factor from somebody who lost it, and tells the person at the next sign-in. */
export async function resetSecondFactor(deps: PeopleDeps, id: string, by: Doer): Promise<void> {
  const notice = { user: id, at: deps.clock(), kind: 'secondFactorReset', by: by.name } as const;
  const event = auditEvent(deps, by, 'secondFactorReset', id);
  if (!(await deps.storage.setSecondFactor(id, {}, event, { notice }))) throw new Problem('personUnknown');
}
