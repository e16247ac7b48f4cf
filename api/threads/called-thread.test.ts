import { afterEach, describe, expect, it } from 'vitest';
import { CalledThread } from './called-thread.ts';

/** A thread that holds each call back until it is told the number to answer; the protocol is written out here. */
const script = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, workerData } from 'node:worker_threads';
    const held = new Map();
    parentPort.on('message', (message) => {
      if (message === 'close') return parentPort.close();
      const { call, given } = message;
      if (given.crash) throw new Error('crashed');
      if (given.exit) process.exit(0);
      if (given.hold) return held.set(given.hold, call);
      if (given.fail) return parentPort.postMessage({ call, error: { code: given.fail } });
      if (given.release) parentPort.postMessage({ call: held.get(given.release), result: given.release });
      parentPort.postMessage({ call, result: workerData });
    });`)}`,
);

interface Given {
  readonly hold?: string;
  readonly release?: string;
  readonly fail?: number;
  readonly crash?: true;
  readonly exit?: true;
}

class Coded extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`code ${code}`);
    this.code = code;
  }
}

const begun: CalledThread<Given, { code: number }>[] = [];
function begin(): CalledThread<Given, { code: number }> {
  const thread = new CalledThread<Given, { code: number }>(script, 'start', {
    errorOf: ({ code }) => new Coded(code),
    endedBy: (cause) => new Error('ended', { cause }),
  });
  begun.push(thread);
  return thread;
}
afterEach(async () => {
  await Promise.all(begun.splice(0).map(({ worker }) => worker.terminate()));
});

describe('a thread that is called by number', () => {
  it('answers each call with its own answer, in whatever order they come', async () => {
    const thread = begin();
    const [first, second] = [thread.call({ hold: 'first' }), thread.call({ hold: 'second' })];
    expect(thread.isIdle).toBe(false);
    expect(await thread.call({ release: 'second' })).toBe('start');
    expect(await second).toBe('second');
    await thread.call({ release: 'first' });
    expect(await first).toBe('first');
    expect(thread.isIdle).toBe(true);
  });

  it('throws here what was thrown there, and goes on', async () => {
    const thread = begin();
    const failed = thread.call({ fail: 7 });
    await expect(failed).rejects.toBeInstanceOf(Coded);
    await expect(failed).rejects.toMatchObject({ code: 7 });
    expect(await thread.call({})).toBe('start');
  });

  it.each<[string, Given, unknown]>([
    ['fails', { crash: true }, { message: 'crashed' }],
    ['stops', { exit: true }, undefined],
  ])('that %s in the middle tells everybody who waits or calls it afterwards', async (_, given, cause) => {
    const thread = begin();
    const calls = [thread.call({ hold: 'first' }), thread.call(given), thread.call({ hold: 'second' })];
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'ended' } });
      if (cause !== undefined) expect(outcome).toMatchObject({ reason: { cause } });
    }
    expect([thread.hasEnded, thread.isIdle]).toEqual([true, true]);
    await expect(thread.call({})).rejects.toThrow('ended');
    await thread.close();
  });

  it('has a script that cannot be begun: whoever calls is told why', async () => {
    const thread = new CalledThread<Given, never>(new URL('file:///nowhere/worker.js'), undefined, {
      errorOf: (sent) => sent,
      endedBy: (cause) => new Error('ended', { cause }),
    });
    await expect(thread.call({})).rejects.toMatchObject({
      cause: { code: expect.stringMatching(/MODULE_NOT_FOUND$/) as string },
    });
    await thread.close();
  });

  it('answers what was called before it is closed', async () => {
    const thread = begin();
    const before = thread.call({});
    await thread.close();
    expect(await before).toBe('start');
    expect(thread.hasEnded).toBe(true);
  });
});
