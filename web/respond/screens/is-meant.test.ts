import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMeant, SETTLING_MILLISECONDS } from './is-meant.ts';
import { phoneModelOf } from '../phone-model.ts';
import { Filling, nobody } from '../Filling.svelte.ts';
import { sampleModel } from '../sample-model.ts';

/** A response at its last section, where a second tap could reach the button that sends. */
function atLastSection() {
  let sent = 0;
  let now = 0;
  const response = new Filling(phoneModelOf(sampleModel), {
    ...nobody,
    now: () => now,
    sent: () => void (sent += 1),
  });
  response.isTakenOver = true;
  response.answers = { consent: 'yes' };
  response.show({ kind: 'section', section: 2 });
  const tap = (timeStamp: number, detail = 1) => {
    now = timeStamp;
    const go = response.shown.kind === 'review' ? 'send' : 'next';
    if (isMeant({ detail, timeStamp }, response.settlingSince)) response.go(go);
  };
  return { response, tap, sent: () => sent };
}

describe('two taps', () => {
  it('advance exactly one screen and never send, whatever the pause up to 800 ms', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 }), fc.constantFrom(1, 2), (pause, detail) => {
        const { response, tap, sent } = atLastSection();
        tap(5000);
        tap(5000 + pause, detail);
        expect([response.shown.kind, sent()]).toEqual(['review', 0]);
      }),
    );
  });

  it('send when the second was meant: a second later', () => {
    const { tap, sent } = atLastSection();
    tap(5000);
    tap(5000 + SETTLING_MILLISECONDS);
    expect(sent()).toBe(1);
  });

  it('are not told apart from one when the finger came down before the new screen was drawn', () => {
    const { response, tap, sent } = atLastSection();
    tap(5000);
    response.settlingSince = 5600;
    tap(5100);
    expect([response.shown.kind, sent()]).toEqual(['review', 0]);
  });
});

describe('who is quick or uses keys', () => {
  it('need not wait once something on the screen was answered', () => {
    const { response, tap } = atLastSection();
    response.show({ kind: 'section', section: 1 });
    tap(5000);
    const acts = response.asked.find(({ name }) => name === 'acts');
    if (acts) response.give(acts, ['yes']);
    tap(5300);
    expect(response.shown).toEqual({ kind: 'review' });
  });

  it('is never slowed by keys', () => {
    const { response, tap } = atLastSection();
    response.show({ kind: 'section', section: 1 });
    tap(5000);
    tap(5001, 0);
    expect(response.shown).toEqual({ kind: 'review' });
  });
});
