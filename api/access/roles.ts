import { Problem } from '../problems.ts';
import type { Grant, Role } from '../storage/storage.ts';
import type { LoadedProgramme } from '../deps.ts';
import { everyProgramme } from './authorize.ts';

/**
 * Who measures is neither assessed nor hands out the roles, in whatever programme; and who audits neither measures nor is
 * assessed: what is hidden from officials would be read by one.
 */
const neverTogether: readonly (readonly [Role, Role])[] = [
  ['evaluator', 'official'],
  ['administrator', 'evaluator'],
  ['auditor', 'evaluator'],
  ['auditor', 'official'],
];

/** Whether one account holds what two people must hold; accounts of an older version may. */
export function holdsConflict(grants: readonly Grant[]): boolean {
  const has = (role: Role) => grants.some((grant) => grant.role === role);
  return neverTogether.some(([one, other]) => has(one) && has(other));
}

/** Refuses roles that exclude each other, and programmes that are not there. */
export function checkGrants(
  { programmes }: { readonly programmes: ReadonlyMap<string, LoadedProgramme> },
  grants: readonly Grant[],
): void {
  if (holdsConflict(grants)) throw new Problem('rolesConflict');
  const unknown = grants.find(({ programme }) => programme !== everyProgramme && !programmes.has(programme));
  if (unknown) throw new Problem('programmeUnknown', { details: [unknown.programme] });
}

/** Roles with which one person could turn a result round, or let somebody in who does. */
export function isWeighty({ role }: Grant): boolean {
  return role !== 'official';
}
