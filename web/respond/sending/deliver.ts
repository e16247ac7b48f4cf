import { deliveryOf, type Delivery } from './delivery-of.ts';
import type { Parcel } from './outbox.ts';

const PATIENCE_MILLISECONDS = 20_000;

/** One attempt. Sending the same parcel again is safe: its id makes the server store it once. */
export async function deliver(parcel: Parcel): Promise<Delivery> {
  const impatience = new AbortController();
  const timer = setTimeout(() => impatience.abort(), PATIENCE_MILLISECONDS);
  try {
    const reply = await fetch(`/api/waves/${encodeURIComponent(parcel.wave)}/responses/${parcel.id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parcel.record),
      credentials: 'omit',
      // Our server sends nobody elsewhere, and what stands elsewhere must not get the answers.
      redirect: 'error',
      signal: impatience.signal,
    });
    return await deliveryOf(reply);
  } catch {
    // No network, no patience, or sent on to another address: the same remedy, try again.
    return { kind: 'unreached', retryAfterSeconds: 0 };
  } finally {
    clearTimeout(timer);
  }
}

const LONGEST_PAUSE_SECONDS = 60;

/**
 * How long to wait before the next attempt: 1, 2, 4 ... 60 s, and never less than the server asked for. Half of
 * it is left to chance, so that phones that lost the same network do not come back in step.
 */
export function pauseSeconds(attempts: number, retryAfterSeconds: number, chance: number): number {
  const backoff = Math.min(LONGEST_PAUSE_SECONDS, 2 ** Math.max(0, attempts - 1));
  return Math.max(retryAfterSeconds, backoff * (0.5 + chance / 2));
}
