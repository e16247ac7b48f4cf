import { Problem } from '../problems.ts';
import type { Storage, Wave } from '../storage/storage.ts';
import type { Action } from '../access/actions.ts';
import { type Actor, Forbidden, everyProgramme, mayDo } from '../access/authorize.ts';

/**
 * A wave for somebody who may do this with it. Whether there is a wave of this name is told to nobody else: not
 * to who is not signed in, and to staff of other programmes a wave of somebody else's and none are refused alike.
 */
export async function authorizedWave(
  storage: Pick<Storage, 'wave'>,
  actor: Actor | undefined,
  action: Action,
  id: string,
): Promise<{ readonly wave: Wave; readonly actor: Actor }> {
  if (!actor) throw new Problem('notSignedIn');
  const wave = await storage.wave(id);
  if (wave && mayDo(actor, action, wave.programme)) return { wave, actor };
  if (!wave && mayDo(actor, action, everyProgramme)) throw new Problem('waveUnknown');
  throw new Forbidden(actor, action, wave?.programme ?? 'none');
}
