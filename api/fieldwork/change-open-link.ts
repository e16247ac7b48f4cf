import { auditEvent, type Doer } from '../access/audit-event.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import type { OpenLinkSetting, Wave } from '../storage/storage.ts';
import { forgetWave } from './remembered-waves.ts';
import { existingWave } from '../programmes/pinned-wave.ts';

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
