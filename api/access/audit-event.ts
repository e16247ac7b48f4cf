import { canonicalJson } from '../../core/canonical-json.ts';
import type { AuditAction, AuditEvent } from '../storage/audit-chain.ts';
import type { Actor } from './authorize.ts';

/** Who answers for something: a signed-in person, or whoever holds the machine. */
export type Doer = Pick<Actor, 'user' | 'name'>;

export const commandLine: Doer = { user: 'command line', name: 'command line' };

/** What the audit chain is told. `details` holds no secret and nothing a respondent gave. */
export function auditEvent(
  { clock }: { readonly clock: () => number },
  by: Doer | undefined,
  action: AuditAction,
  subject: string,
  details: Readonly<Record<string, unknown>> = {},
): AuditEvent {
  return { at: clock(), actor: by?.user ?? '', action, subject, details: canonicalJson(details) };
}
