import type { MiddlewareHandler } from 'hono';
import type { Deps } from '../deps.ts';
import { auditEvent } from './audit-event.ts';
import { Forbidden } from './authorize.ts';
import { countingKey } from './counting-key.ts';

const WINDOW_MILLISECONDS = 10 * 60_000;
/** Of one person in that time, whatever was asked for. */
const MOST_ENTRIES = 20;
const MOST_REMEMBERED = 1000;

/**
 * Writes refusals down in the audit chain: who wanted what of which programme. The same again is one entry in ten
 * minutes, and one person makes twenty at most; what was left out is counted, and told by the next entry of that
 * person.
 */
export function refusalsOnRecord(deps: Pick<Deps, 'storage' | 'clock' | 'keys' | 'log'>): MiddlewareHandler {
  const { storage, keys } = deps;
  const leftOut = new Map<string, number>();

  async function record({ actor, action, resource }: Forbidden) {
    const now = deps.clock();
    const notTold = leftOut.get(actor.user) ?? 0;
    const details = { action, resource: resource.slice(0, 64), ...(notTold > 0 ? { before: notTold } : {}) };
    const limits = [
      { key: countingKey(keys, 'refused', actor.user, action, resource), most: 1 },
      { key: countingKey(keys, 'refused', actor.user), most: MOST_ENTRIES },
    ];
    const event = auditEvent(deps, actor, 'accessRefused', actor.user, details);
    const isTold = await storage.tryToCount(limits, now, now - WINDOW_MILLISECONDS, event);
    leftOut.delete(actor.user);
    if (isTold) return;
    leftOut.set(actor.user, notTold + 1);
    if (leftOut.size > MOST_REMEMBERED) leftOut.delete(leftOut.keys().next().value!);
  }

  return async (c, next) => {
    await next();
    if (!(c.error instanceof Forbidden)) return;
    try {
      await record(c.error);
    } catch (error) {
      // It is refused all the same.
      deps.log.error({ err: error }, 'a refusal could not be written to the audit chain');
    }
  };
}
