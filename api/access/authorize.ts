import { Problem } from '../problems.ts';
import type { Grant } from '../storage/verbs/users.ts';
import type { Action } from './actions.ts';
import { definitionOf } from './roles.ts';

/** Who is asking: a signed-in person, or nobody. */
export interface Actor {
  readonly user: string;
  readonly name: string;
  readonly grants: readonly Grant[];
}

/** Somebody who is signed in asked for what the roles do not include. */
export class Forbidden extends Problem {
  readonly actor: Actor;
  readonly action: Action;
  readonly resource: string;

  constructor(actor: Actor, action: Action, resource: string) {
    super('forbidden');
    this.actor = actor;
    this.action = action;
    this.resource = resource;
  }
}

/** The programme of a grant or a resource; `*` is all of them. */
export const everyProgramme = '*';

/**
 * The one gate: returns the actor, or throws `notSignedIn` or `forbidden`. `resource` is the programme acted
 * on; what belongs to no programme (people) needs a grant over all of them.
 */
export function authorize(actor: Actor | undefined, action: Action, resource: string): Actor {
  if (!actor) throw new Problem('notSignedIn');
  if (!mayDo(actor, action, resource)) throw new Forbidden(actor, action, resource);
  return actor;
}

/** Where more is shown to some than to others: whether this is one of them. */
export function mayDo(actor: Actor, action: Action, resource: string): boolean {
  return actor.grants.some(
    (grant) =>
      (grant.programme === everyProgramme || grant.programme === resource) &&
      definitionOf(grant.role)?.actions.includes(action) === true,
  );
}
