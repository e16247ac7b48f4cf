import { auditEvent } from './audit-event.ts';
import { beginAttempt, knownPlace, type Origin } from './attempts.ts';
import { newRecoveryCodes, stepOfCode } from './second-factor.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import type { User } from '../storage/storage.ts';

/**
 * Takes the first code of a new second factor and keeps its secret, sealed; other sessions end. Returns the recovery
 * codes, which are shown now and never again.
 *
 * @param keep hash of the session that goes on
 */
export async function enrolSecondFactor(
  deps: Pick<Deps, 'storage' | 'clock' | 'keys'>,
  user: User,
  given: Origin & { readonly sealed: string; readonly code: string },
  keep?: string,
): Promise<readonly string[]> {
  const { storage, keys } = deps;
  const known = await knownPlace(deps, user, given);
  const attempt = await beginAttempt(deps, user, ['code', user.id], given, known);
  const found = stepOfCode(keys, user.id, given.sealed, given.code.replace(/\s/g, ''), deps.clock());
  if (!found) throw new Problem('wrongCode');
  await attempt.succeeded();
  const { codes, kept } = newRecoveryCodes(keys, user.id);
  const isSet = await storage.setSecondFactor(
    user.id,
    { secondFactor: given.sealed, lastCodeStep: found.step, recoveryCodes: kept },
    auditEvent(deps, { user: user.id, name: user.name }, 'secondFactorSet', user.id),
    keep === undefined ? {} : { keep },
  );
  if (!isSet) throw new Problem('notSignedIn');
  return codes;
}
