import type { Deps } from '../deps.ts';
import type { Wave } from '../storage/storage.ts';
import { auditEvent } from '../access/audit-event.ts';
import type { Actor } from '../access/authorize.ts';
import { countingKey } from '../access/counting-key.ts';

const WINDOW_MILLISECONDS = 10 * 60_000;

/**
 * Writes down that somebody looked at figures before they are frozen: once in ten minutes for each wave, and anew when
 * it was opened or closed meanwhile, because what was seen then is another matter.
 */
export async function lookOnRecord(
  deps: Pick<Deps, 'storage' | 'clock' | 'keys'>,
  actor: Actor,
  wave: Wave,
): Promise<void> {
  const now = deps.clock();
  const limit = {
    key: countingKey(deps.keys, 'look', actor.user, wave.id, wave.state, String(wave.closedAt ?? '')),
    most: 1,
  };
  const event = auditEvent(deps, actor, 'estimatesViewed', wave.id, { state: wave.state });
  await deps.storage.tryToCount([limit], now, now - WINDOW_MILLISECONDS, event);
}
