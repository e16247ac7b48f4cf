import type { Role } from '../../api/access/roles.ts';
import type { SignedIn } from './api-client.ts';

/** Whether somebody has a role in a programme. What may really be done is decided by the API; this is for menus. */
export function hasRole({ grants }: SignedIn, role: Role, programme?: string): boolean {
  return grants.some(
    (grant) => grant.role === role && (grant.programme === '*' || grant.programme === programme),
  );
}

/** Programmes somebody has any role in. */
export function mayEnter({ grants }: SignedIn, programme: string): boolean {
  return grants.some((grant) => grant.programme === '*' || grant.programme === programme);
}
