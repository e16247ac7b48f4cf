import type { DeviceStorage } from '../browser-storage.ts';

/** That a response went out from this device: no answers, no invitation. */
export interface SentNote {
  readonly receipt: string;
  /** The day it was acknowledged, by the device's calendar, as 2026-11-21. */
  readonly day: string;
}

const PREFIX = 'manyi/sent/';
const DAYS_KEPT = 90;

export function keepSentNote(storage: DeviceStorage, wave: string, receipt: string, now: Date): void {
  storage.write(PREFIX + wave, { receipt, day: dayOf(now) } satisfies SentNote);
}

/** The last one of this survey; old ones are removed, of other surveys too. */
export function readSentNote(storage: DeviceStorage, wave: string, now: Date): SentNote | undefined {
  const oldest = dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - DAYS_KEPT));
  for (const key of storage.keys(PREFIX)) {
    const note = storage.read(key) as SentNote | undefined;
    if (note && note.day < oldest) storage.remove(key);
  }
  return storage.read(PREFIX + wave) as SentNote | undefined;
}

function dayOf(date: Date): string {
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${date.getFullYear()}-${month}-${day}`;
}
