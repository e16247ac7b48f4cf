import type { DeviceStorage } from '../browser-storage.ts';
import { deliver, pauseSeconds } from './deliver.ts';
import type { Delivery } from './delivery-of.ts';
import { parcels, removeParcel, type Parcel } from './outbox.ts';

export interface Sending {
  /** Tries now, whatever the pause. */
  readonly now: () => void;
}

/**
 * Sends everything in the outbox, again and again until each parcel has been answered for: at once, after
 * growing pauses, and whenever the network comes back. A parcel leaves the outbox only when it was answered.
 */
export function sendParcels(
  storage: DeviceStorage,
  told: (parcel: Parcel, delivery: Delivery) => void,
  attempt: (parcel: Parcel) => Promise<Delivery> = deliver,
): Sending {
  let attempts = 0;
  let isSending = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function round() {
    clearTimeout(timer);
    if (isSending) return;
    isSending = true;
    attempts += 1;
    let longestRetryAfter = 0;
    for (const parcel of parcels(storage)) {
      const delivery = await attempt(parcel);
      if (delivery.kind === 'unreached') {
        longestRetryAfter = Math.max(longestRetryAfter, delivery.retryAfterSeconds);
      } else {
        removeParcel(storage, parcel);
        attempts = 0;
      }
      told(parcel, delivery);
    }
    isSending = false;
    if (parcels(storage).length === 0) return;
    const pause = pauseSeconds(Math.max(1, attempts), longestRetryAfter, Math.random());
    timer = setTimeout(() => void round(), pause * 1000);
  }

  const now = () => {
    attempts = 0;
    void round();
  };
  window.addEventListener('online', now);
  return { now };
}
