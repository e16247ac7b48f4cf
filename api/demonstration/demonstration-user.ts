import { commandLine } from '../access/audit-event.ts';
import { everyProgramme } from '../access/authorize.ts';
import type { Deps } from '../deps.ts';
import { addUser } from '../people/add-user.ts';
import type { Role } from '../access/roles.ts';
import type { User } from '../storage/storage.ts';

/** The person of a demonstration who has this role everywhere; made at the first call. */
export async function demonstrationUser(
  deps: Pick<Deps, 'storage' | 'clock' | 'keys'>,
  role: Role,
): Promise<User> {
  const name = `demonstration ${role}`;
  const known = await deps.storage.userByName(name);
  if (known) return known;
  return (await addUser(deps, name, [{ role, programme: everyProgramme }], commandLine)).user;
}
