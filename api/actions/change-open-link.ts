import { auditEvent, type Doer } from '../access/audit.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import type { OpenLinkSetting, Wave } from '../storage/storage.ts';
import { forgetWave } from './open-waves.ts';
import { existingWave } from './pin-programme.ts';

/** Switches the open link of a wave on or off, and says how many answers it takes. */
export async function changeOpenLink(
  deps: Pick<Deps, 'storage' | 'clock' | 'openLink'>,
  id: string,
  setting: OpenLinkSetting,
  by: Doer,
): Promise<Wave> {
  const event = auditEvent(deps, by, 'openLinkChanged', id, { ...setting });
  if (!(await deps.storage.changeOpenLink(id, setting, event))) throw new Problem('wrongWaveState');
  forgetWave(deps.storage, id);
  deps.openLink.forget(id);
  return existingWave(deps.storage, id);
}
