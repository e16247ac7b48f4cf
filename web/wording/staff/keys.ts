import type { AuditAction } from '../../parts/api-client.ts';
import type { Role } from '../../../api/access/roles.ts';

/** Keys that follow codes of the API: a language without the sentence of one does not compile. */
export type CodedKey = `role.${Role}` | `action.${AuditAction}`;
