import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeviceStorage } from '../browser-storage.ts';
import { pauseSeconds } from './deliver.ts';
import type { Delivery } from './delivery-of.ts';
import { readDraft, removeDraftOfResponse, saveDraft } from '../draft.ts';
import { parcels, putParcel, type Parcel } from './outbox.ts';
import { newResponseId } from '../response-id.ts';
import { sampleModel } from '../sample-model.ts';
import { keepSentNote, readSentNote } from './sent-note.ts';
import { sendParcels } from './send-parcels.ts';
import { durationBandOf } from '../../../core/questionnaire/duration-band.ts';

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
  const day = 86_400_000;
  const invited = (name: string) => ({
    ...sampleModel,
    invitation: `token-${name}`,
    draftKey: `hash-of-${name}`,
  });

  it('comes back as it was left', () => {
    const storage = storageInMemory();
    saveDraft(storage, sampleModel, draft);
    expect(readDraft(storage, sampleModel, 2000)).toEqual(draft);
  });

  it.each([
    ['a day where anybody may come', sampleModel, day],
    ['seven days for an invitation', invited('one'), 7 * day],
  ])('is kept for %s, and then removed whatever form is opened', (_, form, kept) => {
    const storage = storageInMemory();
    saveDraft(storage, form, draft);
    expect(readDraft(storage, form, 999 + kept)).toEqual(draft);
    expect(readDraft(storage, { ...sampleModel, questionnaireHash: 'other' }, 1000 + kept)).toBeUndefined();
    expect(storage.keys('')).toEqual([]);
  });

  it('is neither shown to the holder of another invitation nor lost by it', () => {
    const storage = storageInMemory();
    saveDraft(storage, invited('one'), draft);
    for (const other of [invited('two'), sampleModel]) {
      expect(readDraft(storage, other, 2000)).toBeUndefined();
      saveDraft(storage, other, { ...draft, id: 'b' });
    }
    expect(readDraft(storage, invited('one'), 2000)).toEqual(draft);
    expect(storage.keys('').join()).not.toContain('token');
  });

  it('goes with its response, whichever page is open when that is delivered', () => {
    const storage = storageInMemory();
    saveDraft(storage, invited('one'), draft);
    saveDraft(storage, sampleModel, { ...draft, id: 'b' });
    removeDraftOfResponse(storage, 'a');
    expect(readDraft(storage, invited('one'), 2000)).toBeUndefined();
    expect(readDraft(storage, sampleModel, 2000)?.id).toBe('b');
  });

  it.each([
    ['the open link', sampleModel, undefined],
    ['an invitation', invited('one'), 'token-one'],
  ])('of before invitations had places of their own is still found: %s', (_, form, invitation) => {
    const storage = storageInMemory();
    const key = `manyi/draft/${form.wave.id}/${form.questionnaireHash}`;
    storage.write(key, invitation === undefined ? draft : { ...draft, invitation });
    expect(readDraft(storage, invited('two'), 2000)).toBeUndefined();
    expect(readDraft(storage, form, 2000)).toEqual(draft);
    expect(storage.keys('')).toEqual([`${key}/${form.draftKey}`]);
  });

  it('belongs to one version of the questionnaire', () => {
    const storage = storageInMemory();
    saveDraft(storage, sampleModel, draft);
    expect(readDraft(storage, { ...sampleModel, questionnaireHash: 'other' }, 2000)).toBeUndefined();
  });
});

describe('the note that something was sent', () => {
  const at = (month: number, day: number) => new Date(2026, month - 1, day, 23, 59);

  it('holds a receipt and a day by the calendar of the device, and nothing else', () => {
    const storage = storageInMemory();
    keepSentNote(storage, 'w', '1234-5678', at(11, 5));
    expect(readSentNote(storage, 'w', at(11, 6))).toEqual({ receipt: '1234-5678', day: '2026-11-05' });
    expect(readSentNote(storage, 'another', at(11, 6))).toBeUndefined();
  });

  it('is removed after 90 days, whatever survey is opened', () => {
    const storage = storageInMemory();
    keepSentNote(storage, 'w', '1234-5678', at(1, 1));
    expect(readSentNote(storage, 'w', at(4, 1))).not.toBeUndefined();
    expect(readSentNote(storage, 'another', at(4, 2))).toBeUndefined();
    expect(storage.keys('')).toEqual([]);
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
