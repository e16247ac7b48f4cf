import type { Action } from './actions.ts';

export interface RoleDefinition {
  /** What the server's own messages call it, in both languages. */
  readonly called: string;
  readonly actions: readonly Action[];
  /** With it one person could turn a result round, or let somebody in who does: it takes a second administrator's word. */
  readonly isWeighty: boolean;
  /** Given over all programmes or not at all. */
  readonly isOverAll: boolean;
}

/**
 * Every role. A new one is an entry here, and its word in the wording of the staff pages.
 *
 * Who measures does not assess, and who is assessed does not measure: officials see rough totals until the
 * release is frozen (rules 21 and 34), and never single responses; the administrator manages people and sees no answers;
 * the auditor checks what was published, at full precision and on the whole chain, sees no answers either and changes
 * nothing.
 */
export const roles = {
  official: {
    called: '主管部门 official',
    actions: ['waves.read', 'releases.read'],
    isWeighty: false,
    isOverAll: false,
  },
  evaluator: {
    called: '测评机构 evaluator',
    actions: [
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
    isWeighty: true,
    isOverAll: false,
  },
  auditor: {
    called: '审计方 auditor',
    actions: [
      'waves.read',
      'releases.read',
      'releases.readSealed',
      'exclusions.read',
      'audit.read',
      'audit.readAll',
    ],
    isWeighty: true,
    isOverAll: false,
  },
  administrator: {
    called: '管理员 administrator',
    actions: ['people.manage', 'audit.readAll', 'waves.read', 'releases.read'],
    isWeighty: true,
    isOverAll: true,
  },
} as const satisfies Readonly<Record<string, RoleDefinition>>;

export type Role = keyof typeof roles;

export const roleNames = Object.keys(roles) as readonly Role[];

/** Of a role that only a newer version knows there is no definition: it lets nobody do anything. */
export function definitionOf(role: string): RoleDefinition | undefined {
  return Object.hasOwn(roles, role) ? roles[role as Role] : undefined;
}

/**
 * Who measures is neither assessed nor hands out the roles, in whatever programme; and who audits neither measures nor is
 * assessed: what is hidden from officials would be read by one.
 */
export const neverTogether: readonly (readonly [Role, Role])[] = [
  ['evaluator', 'official'],
  ['administrator', 'evaluator'],
  ['auditor', 'evaluator'],
  ['auditor', 'official'],
];
