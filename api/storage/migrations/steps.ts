import { formsAndRoles } from './0016-forms-and-roles.ts';
import type { Step } from './step.ts';

/**
 * The steps since both engines have theirs in one file, in the order they are applied; those of before stand with each
 * engine. A step that has been released is never edited; what is to change is a new step.
 */
export const steps: readonly Step[] = [formsAndRoles];
