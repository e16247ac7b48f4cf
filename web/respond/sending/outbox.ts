import type { SentResponse } from '../../../core/questionnaire/sent-response.ts';
import type { DeviceStorage } from '../browser-storage.ts';

/** A response that was sent and is not acknowledged yet. */
export interface Parcel {
  readonly wave: string;
  readonly id: string;
  /** Under this name it lies on phones that could not send it yet. */
  readonly record: SentResponse;
}

const PREFIX = 'manyi/outbox/';
const keyOf = ({ wave, id }: Pick<Parcel, 'wave' | 'id'>) => `${PREFIX}${wave}/${id}`;

/** Each parcel has a key of its own: two open pages cannot overwrite each other's. */
export function parcels(storage: DeviceStorage): readonly Parcel[] {
  return storage.keys(PREFIX).flatMap((key) => (storage.read(key) as Parcel | undefined) ?? []);
}

export function putParcel(storage: DeviceStorage, parcel: Parcel): void {
  storage.write(keyOf(parcel), parcel);
}

export function removeParcel(storage: DeviceStorage, parcel: Pick<Parcel, 'wave' | 'id'>): void {
  storage.remove(keyOf(parcel));
}
