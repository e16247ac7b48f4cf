import type { User } from '../storage/storage.ts';
import { lookOf } from './look-alike-names.ts';
import { holdsConflict } from './grants.ts';

/** What stands from before a rule came, in a sentence each: nothing of it is changed without somebody's word. */
export function peopleToMend(users: readonly User[]): readonly string[] {
  const enabled = users.filter(({ isDisabled }) => !isDisabled);
  const byLook = new Map<string, User[]>();
  for (const user of users) {
    const alike = byLook.get(lookOf(user.name));
    if (alike) alike.push(user);
    else byLook.set(lookOf(user.name), [user]);
  }
  return [
    ...enabled
      .filter(({ grants }) => holdsConflict(grants))
      .map(({ name }) => `"${name}" holds roles that exclude each other: one of them must be taken away.`),
    ...[...byLook.values()]
      .filter((alike) => alike.length > 1)
      .map((alike) => {
        const names = alike.map(({ name }) => `"${name}"`).join(' and ');
        return `${names} are names that read the same: each signs in exactly as written here.`;
      }),
  ];
}
