import { describe, expect, it } from 'vitest';
import { Problem } from '../problems.ts';
import { createPasswordQueue, type KeyWanted, type PasswordPlace } from './password-queue.ts';

const wanted: KeyWanted = {
  password: 'x',
  salt: new Uint8Array(1),
  exponent: 1,
  blockSize: 1,
  parallelism: 1,
};

/** A queue whose keys are ready when the test says so, in the order in which they were begun. */
function heldQueue() {
  const begun: (() => void)[] = [];
  let most = 0;
  let now = 0;
  const queue = createPasswordQueue(
    () =>
      new Promise((resolve) => {
        begun.push(() => resolve(new Uint8Array(1)));
        most = Math.max(most, begun.length);
      }),
    () => now,
  );
  /** Takes all the places it gets. */
  const flood = (network: string, isKnown = false) => {
    const places: PasswordPlace[] = [];
    try {
      for (;;) places.push(queue.reserve(network, isKnown));
    } catch (error) {
      if (error instanceof Problem && error.code === 'busy') return places;
      throw error;
    }
  };
  return {
    queue,
    flood,
    /** Lets the oldest end, and what waits behind it begin. */
    async finishOne() {
      await new Promise((resolve) => setImmediate(resolve));
      begun.shift()!();
      await new Promise((resolve) => setImmediate(resolve));
    },
    get mostAtOnce() {
      return most;
    },
    pass: (milliseconds: number) => (now += milliseconds),
  };
}

describe('the queue for passwords', () => {
  it('derives two at once, however many ask', async () => {
    const held = heldQueue();
    const results = held.flood('a').map(({ derive }) => derive(wanted));
    for (const _ of results) await held.finishOne();
    await Promise.all(results);
    expect([results.length, held.mostAtOnce]).toEqual([8, 2]);
  });

  it('gives one network so many places at once, and them again when they are given back', () => {
    const { queue, flood } = heldQueue();
    const places = flood('a');
    expect(() => queue.reserve('a', false)).toThrow('Too much at once');
    for (const { release } of places) {
      release();
      release();
    }
    expect(flood('a')).toHaveLength(places.length);
  });

  it('keeps places for those who were there before when all networks are at it', () => {
    const { queue, flood } = heldQueue();
    const strangers = Array.from({ length: 100 }, (_, index) => flood(`network ${index}`)).flat();
    expect(strangers).toHaveLength(32);
    expect(() => queue.reserve('another', false)).toThrow('Too much at once');
    expect(flood('office', true)).toHaveLength(16);
  });

  it('serves those who were there before first, then networks that do not fail, each in its turn', async () => {
    const held = heldQueue();
    const { queue } = held;
    for (let failure = 0; failure < 3; failure += 1) queue.failed('failing');
    const order: string[] = [];
    const ask = async (who: string, network: string, isKnown = false) => {
      const place = queue.reserve(network, isKnown);
      await place.derive(wanted);
      order.push(who);
    };
    const all = [
      ask('at once', 'x'),
      ask('at once', 'x'),
      ask('failing', 'failing'),
      ask('a1', 'a'),
      ask('a2', 'a'),
      ask('b1', 'b'),
      ask('known', 'failing', true),
    ];
    for (const _ of all) await held.finishOne();
    await Promise.all(all);
    expect(order).toEqual(['at once', 'at once', 'known', 'a1', 'b1', 'a2', 'failing']);
  });

  it('forgives a network that failed after a quarter of an hour, also when the clock is set back', () => {
    for (const passed of [16 * 60_000, -16 * 60_000]) {
      const held = heldQueue();
      for (let failure = 0; failure < 3; failure += 1) held.queue.failed('a');
      for (const { release } of held.flood('a')) release();
      expect(held.flood('a')).toHaveLength(4);
      held.pass(passed);
      expect(held.flood('a')).toHaveLength(4);
    }
  });

  it('goes on after a key that could not be derived', async () => {
    let calls = 0;
    const queue = createPasswordQueue(
      async () => {
        calls += 1;
        throw new Error(`call ${calls}`);
      },
      () => 0,
    );
    for (const call of [1, 2, 3]) {
      await expect(queue.reserve('a', false).derive(wanted)).rejects.toThrow(`call ${call}`);
    }
  });
});
