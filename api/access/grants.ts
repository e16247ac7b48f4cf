import { Problem } from '../problems.ts';
import type { Grant } from '../storage/verbs/users.ts';
import type { Action } from './actions.ts';
import { everyProgramme } from './authorize.ts';
import { definitionOf, neverTogether } from './roles.ts';

/** Two roles of one account that two people must hold; accounts of an older version may hold them. */
export function conflictIn(grants: readonly Grant[]): (typeof neverTogether)[number] | undefined {
  const held = new Set<string>(grants.map(({ role }) => role));
  return neverTogether.find(([one, other]) => held.has(one) && held.has(other));
}

export function holdsConflict(grants: readonly Grant[]): boolean {
  return conflictIn(grants) !== undefined;
}

/** Refuses roles that exclude each other, and programmes that are not there. */
export function checkGrants(
  { programmes }: { readonly programmes: Pick<ReadonlyMap<string, unknown>, 'has'> },
  grants: readonly Grant[],
): void {
  const conflict = conflictIn(grants);
  if (conflict) throw new Problem('rolesConflict', { details: [conflict.join(', ')] });
  const unknown = grants.find(({ programme }) => programme !== everyProgramme && !programmes.has(programme));
  if (unknown) throw new Problem('programmeUnknown', { details: [unknown.programme] });
}

/** Roles with which one person could turn a result round, or let somebody in who does. */
export function isWeighty({ role }: Pick<Grant, 'role'>): boolean {
  // Of a role nobody here knows the worst is assumed.
  return definitionOf(role)?.isWeighty ?? true;
}

/** What somebody may do, by programme; under `*` what holds in all of them. For menus: the gate asks by itself. */
export type May = Readonly<Record<string, readonly Action[]>>;

export function mayOf(grants: readonly Grant[]): May {
  const may = new Map<string, Set<Action>>();
  for (const { role, programme } of grants) {
    const actions = may.get(programme) ?? new Set();
    for (const action of definitionOf(role)?.actions ?? []) actions.add(action);
    may.set(programme, actions);
  }
  return Object.fromEntries([...may].map(([programme, actions]) => [programme, [...actions].sort()]));
}
