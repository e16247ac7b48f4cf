import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeviceStorage } from './browser-storage.ts';
import { pauseSeconds } from './deliver.ts';
import type { Delivery } from './delivery-of.ts';
import { readDraft, saveDraft } from './draft.ts';
import { parcels, putParcel, type Parcel } from './outbox.ts';
import { newResponseId } from './response-id.ts';
import { sampleModel } from './sample-model.ts';
import { sendParcels } from './send-parcels.ts';
import { durationBandOf } from './survey-record.ts';

function storageInMemory(): DeviceStorage {
  const texts = new Map<string, string>();
  return {
    read: (key) => JSON.parse(texts.get(key) ?? 'null') ?? undefined,
    write: (key, value) => void texts.set(key, JSON.stringify(value)),
    remove: (key) => void texts.delete(key),
    keys: (prefix) => [...texts.keys()].filter((key) => key.startsWith(prefix)),
  };
}

const parcel = (id: string): Parcel => ({
  wave: 'w',
  id,
  record: { questionnaire: 'q', language: 'zh-Hans', mode: 'web', durationBand: '1to3', answers: {} },
});
const stored: Delivery = { kind: 'stored', receipt: 'R', disposition: 'complete' };
const unreached: Delivery = { kind: 'unreached', retryAfterSeconds: 0 };

describe('sendParcels', () => {
  const network = new EventTarget();
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('window', network);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('keeps a parcel and tries again until it is answered for', async () => {
    const storage = storageInMemory();
    putParcel(storage, parcel('a'));
    const replies = [unreached, unreached, stored];
    const told: Delivery['kind'][] = [];
    const sending = sendParcels(
      storage,
      (_, delivery) => told.push(delivery.kind),
      () => Promise.resolve(replies.shift() ?? stored),
    );
    sending.now();
    await vi.advanceTimersByTimeAsync(0);
    expect(parcels(storage).map(({ id }) => id)).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toEqual(['unreached', 'unreached', 'stored']);
    expect(parcels(storage)).toEqual([]);
  });

  it('tries at once when the network comes back', async () => {
    const storage = storageInMemory();
    putParcel(storage, parcel('a'));
    let isReachable = false;
    sendParcels(
      storage,
      () => {},
      () => Promise.resolve(isReachable ? stored : { kind: 'unreached', retryAfterSeconds: 3600 }),
    ).now();
    await vi.advanceTimersByTimeAsync(1000);
    isReachable = true;
    network.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(0);
    expect(parcels(storage)).toEqual([]);
  });

  it('does not let one refused parcel hold up another', async () => {
    const storage = storageInMemory();
    putParcel(storage, parcel('refused'));
    putParcel(storage, parcel('good'));
    const told = new Map<string, string>();
    sendParcels(
      storage,
      ({ id }, { kind }) => told.set(id, kind),
      ({ id }) =>
        Promise.resolve(id === 'good' ? stored : { kind: 'refused', problem: 'waveNotOpen', issues: [] }),
    ).now();
    await vi.advanceTimersByTimeAsync(0);
    expect([...told]).toEqual([
      ['refused', 'refused'],
      ['good', 'stored'],
    ]);
  });
});

describe('pauseSeconds', () => {
  it('doubles up to a minute and leaves half of it to chance', () => {
    expect([1, 2, 3, 7, 50].map((attempts) => pauseSeconds(attempts, 0, 1))).toEqual([1, 2, 4, 60, 60]);
    expect(pauseSeconds(3, 0, 0)).toBe(2);
  });

  it('is never shorter than the server asked for', () => {
    expect(pauseSeconds(1, 30, 0.5)).toBe(30);
  });
});

describe('a draft', () => {
  const draft = {
    id: 'a',
    answers: { consent: 'yes' },
    step: { kind: 'review' },
    startedAtMilliseconds: 0,
    savedAtMilliseconds: 1000,
  } as const;
  const sevenDays = 7 * 86_400_000;

  it('comes back as it was left', () => {
    const storage = storageInMemory();
    saveDraft(storage, sampleModel, draft);
    expect(readDraft(storage, sampleModel, 2000)).toEqual(draft);
  });

  it('is removed after seven days', () => {
    const storage = storageInMemory();
    saveDraft(storage, sampleModel, draft);
    expect(readDraft(storage, sampleModel, 1000 + sevenDays)).toBeUndefined();
    expect(storage.keys('')).toEqual([]);
  });

  it('is not shown to the holder of another invitation', () => {
    const storage = storageInMemory();
    saveDraft(storage, { ...sampleModel, invitation: 'one' }, draft);
    expect(readDraft(storage, { ...sampleModel, invitation: 'two' }, 2000)).toBeUndefined();
  });

  it('belongs to one version of the questionnaire', () => {
    const storage = storageInMemory();
    saveDraft(storage, sampleModel, draft);
    expect(readDraft(storage, { ...sampleModel, questionnaireHash: 'other' }, 2000)).toBeUndefined();
  });
});

describe('newResponseId', () => {
  it('is a version 4 UUID whatever the random bytes are', () => {
    const uuid4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    for (const byte of [0x00, 0x5a, 0xff]) expect(newResponseId((bytes) => bytes.fill(byte))).toMatch(uuid4);
  });

  it('keeps the other 122 bits', () => {
    const id = newResponseId((bytes) => bytes.forEach((_, index) => (bytes[index] = index * 17)));
    expect(id).toBe('00112233-4455-4677-8899-aabbccddeeff');
  });
});

describe('durationBandOf', () => {
  it('begins a band at its lower end', () => {
    const bands = [0, 1, 3, 10, 30].map(durationBandOf);
    expect(bands).toEqual(['under1', '1to3', '3to10', '10to30', 'over30']);
  });
});
