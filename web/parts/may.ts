import type { Action } from '../../api/access/actions.ts';
import type { SignedIn } from './api-client.ts';

type Person = Pick<SignedIn, 'may'>;

/**
 * Whether somebody may do this in a programme, or in all of them where none is named. What may really be done is decided
 * by the API; this is for menus.
 */
export function mayDo({ may }: Person, action: Action, programme = '*'): boolean {
  return [may['*'], may[programme]].some((actions) => actions?.includes(action) === true);
}

/** Whether there is any programme in which somebody may. */
export function mayDoSomewhere({ may }: Person, action: Action): boolean {
  return Object.values(may).some((actions) => actions.includes(action));
}
