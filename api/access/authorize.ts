import { Problem } from '../problems.ts';
import type { Grant, Role } from '../storage/storage.ts';

/** Who is asking: a signed-in person, or nobody. */
export interface Actor {
  readonly user: string;
  readonly name: string;
  readonly grants: readonly Grant[];
}

/**
 * | action             | what it lets one do                                                  |
 * |--------------------|----------------------------------------------------------------------|
 * | `waves.read`       | see waves and roughly how many answers came, once an hour            |
 * | `fieldwork.read`   | see how many answers came, by channel and area, while they come      |
 * | `waves.manage`     | create, open, close a wave                                           |
 * | `waves.publish`    | freeze a release                                                     |
 * | `estimates.read`   | look at figures before they are frozen                               |
 * | `responses.read`   | single responses: export                                             |
 * | `invitations.manage` | issue invitations (rule 24: only from the evaluator's frame)       |
 * | `imports.manage`   | read in files, undo it                                               |
 * | `releases.read`    | frozen releases                                                      |
 * | `releases.readSealed` | the same at full precision, with what is hidden in them           |
 * | `exclusions.read`  | which answers are left out, and why; never what they say             |
 * | `exclusions.manage` | ask for answers to be left out, confirm or reject what another asked |
 * | `people.manage`    | users, roles, links                                                  |
 * | `audit.read`       | the audit chain: of everything, or of a programme                    |
 */
export type Action =
  | 'waves.read'
  | 'fieldwork.read'
  | 'waves.manage'
  | 'waves.publish'
  | 'estimates.read'
  | 'responses.read'
  | 'invitations.manage'
  | 'imports.manage'
  | 'releases.read'
  | 'releases.readSealed'
  | 'exclusions.read'
  | 'exclusions.manage'
  | 'people.manage'
  | 'audit.read';

/**
 * Who measures does not assess, and who is assessed does not measure: officials see rough totals until the
 * release is frozen (rules 21 and 34), and never single responses; the administrator manages people and sees no answers;
 * the auditor checks what was published, at full precision and on the chain, and sees no answers either.
 */
const actionsOf: Readonly<Record<Role, readonly Action[]>> = {
  administrator: ['people.manage', 'audit.read', 'waves.read', 'releases.read'],
  evaluator: [
    'waves.read',
    'fieldwork.read',
    'waves.manage',
    'waves.publish',
    'estimates.read',
    'responses.read',
    'invitations.manage',
    'imports.manage',
    'releases.read',
    'releases.readSealed',
    'exclusions.read',
    'exclusions.manage',
    'audit.read',
  ],
  official: ['waves.read', 'releases.read'],
  auditor: ['waves.read', 'releases.read', 'releases.readSealed', 'exclusions.read', 'audit.read'],
};

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
      actionsOf[grant.role].includes(action),
  );
}
