import { beforeEach, describe, expect, it, vi } from 'vitest';
import { hashToken } from './token.ts';
import { createPasswordQueue } from './password-queue.ts';
import { type GivenPassword, userByPassword } from './sign-in.ts';
import { Problem } from '../problems.ts';
import {
  deriveCheaply,
  json,
  testManyi,
  testPasswordHash,
  TEST_PASSWORD,
  type TestManyi,
} from '../testing.ts';

// Some try a hundred times, and on a machine that is busy each takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let manyi: TestManyi;
beforeEach(async () => {
  manyi = await testManyi();
  await manyi.deps.storage.putUser({
    id: 'wang',
    name: 'Wang',
    passwordHash: await testPasswordHash,
    isDisabled: false,
    grants: [],
  });
});

/** What becomes of an attempt: the person, or the code of the problem. */
async function outcomeOf(given: Partial<GivenPassword>): Promise<string> {
  try {
    const whole = { name: 'Wang', password: 'wrong password', network: '192.0.2.1', ...given };
    return (await userByPassword(manyi.deps, whole)).id;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

async function attempts(count: number, given: (index: number) => Partial<GivenPassword>) {
  const outcomes: string[] = [];
  for (let index = 0; index < count; index += 1) outcomes.push(await outcomeOf(given(index)));
  return outcomes;
}
const tried = (outcomes: readonly string[]) => outcomes.filter((each) => each === 'wrongPassword').length;

/** As the browser of somebody who signed in, with the network it did so from. */
const here = { network: 'local' };
async function signInHere(): Promise<string> {
  const reply = await manyi.app.request(
    '/api/session',
    json('POST', { name: 'Wang', password: TEST_PASSWORD }),
  );
  return /manyi_device=([\w-]+)/.exec(reply.headers.get('set-cookie')!)![1]!;
}

describe('guessing', () => {
  it('gets five tries of sixty at once from one network', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, index) => outcomeOf({ password: `guess number ${index}` })),
    );
    expect(tried(outcomes)).toBeLessThanOrEqual(5);
    expect(outcomes.every((each) => ['wrongPassword', 'tooManyAttempts', 'busy'].includes(each))).toBe(true);
    expect(tried(await attempts(6, () => ({})))).toBe(5 - tried(outcomes));
  });

  it('gets twenty-five tries from many networks, one after another or at once', async () => {
    const outcomes = await attempts(60, (index) => ({ network: `192.0.2.${index}` }));
    expect(tried(outcomes)).toBe(25);
    expect(outcomes.at(-1)).toBe('tooManyAttempts');
  });

  it('gets twenty-five more from them a quarter of an hour later', async () => {
    const everywhere = () => attempts(30, (index) => ({ network: `192.0.2.${index}` }));
    expect(tried(await everywhere())).toBe(25);
    manyi.setClock(manyi.deps.clock() + 14 * 60_000);
    expect(tried(await everywhere())).toBe(0);
    manyi.setClock(manyi.deps.clock() + 2 * 60_000);
    expect(tried(await everywhere())).toBe(25);
  });

  it('gets a hundred tries from one network, whatever the names, and others come in from elsewhere', async () => {
    const outcomes = await attempts(110, (index) => ({ name: `nobody ${index}` }));
    expect(tried(outcomes)).toBe(100);
    expect(outcomes.at(-1)).toBe('tooManyAttempts');
    expect(await outcomeOf({ password: TEST_PASSWORD })).toBe('tooManyAttempts');
    expect(await outcomeOf({ network: '203.0.113.5', password: TEST_PASSWORD })).toBe('wang');
    manyi.setClock(manyi.deps.clock() + 16 * 60_000);
    expect(await outcomeOf({ password: TEST_PASSWORD })).toBe('wang');
  });

  it('gets no more by typing the name in other ways', async () => {
    const names = ['wang', 'WANG', ' Ｗang', 'wa\u200bng', 'Wang', 'Wang '];
    expect(tried(await attempts(12, (index) => ({ name: names[index % names.length]! })))).toBe(5);
  });

  it('gets no more when the person signs in from elsewhere in between', async () => {
    await signInHere();
    const all: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      all.push(...(await attempts(3, () => ({}))));
      expect(await outcomeOf({ ...here, password: TEST_PASSWORD })).toBe('wang');
    }
    expect(tried(all)).toBe(5);
  });

  it('under a made-up name locks nobody who has another', async () => {
    const madeUp = ['wang from 192.0.2.1', 'Wang","192.0.2.1', '["account","wang"]', 'network 192.0.2.1'];
    for (const name of madeUp) await attempts(6, () => ({ name, network: '198.51.100.9' }));
    expect(await outcomeOf({ password: TEST_PASSWORD })).toBe('wang');
  });

  it('is on the audit chain: each try, and each lock once', async () => {
    await attempts(9, () => ({}));
    const entries = await manyi.deps.storage.auditAfter(0, 1000);
    const about = entries.filter(({ subject }) => subject === 'wang').map(({ action }) => action);
    expect(about).toEqual([...Array.from({ length: 5 }, () => 'signInRefused'), 'signInLocked']);
  });
});

describe('a colleague', () => {
  it('comes in from a network known of old, whatever others guess elsewhere', async () => {
    await signInHere();
    await attempts(30, (index) => ({ network: `192.0.2.${index}` }));
    expect(await outcomeOf({ network: '203.0.113.5', password: TEST_PASSWORD })).toBe('tooManyAttempts');
    expect(await outcomeOf({ ...here, password: TEST_PASSWORD })).toBe('wang');
  });

  it('comes in with a browser known of old, also from the network of the guesser', async () => {
    const device = await signInHere();
    await attempts(7, () => here);
    expect(await outcomeOf({ ...here, password: TEST_PASSWORD })).toBe('tooManyAttempts');
    expect(await outcomeOf({ ...here, password: TEST_PASSWORD, device })).toBe('wang');
    expect(await outcomeOf({ network: '192.0.2.77', password: TEST_PASSWORD, device })).toBe('wang');
    const guesses = await attempts(7, () => ({ network: '192.0.2.77', device }));
    expect(tried(guesses)).toBe(5);
  });

  it('is not locked out of an office by many who sign in rightly', async () => {
    const outcomes = await attempts(105, () => ({ password: TEST_PASSWORD }));
    expect(new Set(outcomes)).toEqual(new Set(['wang']));
  });

  it('waits a quarter of an hour and no longer, also when the clock was set back by days', async () => {
    const now = manyi.deps.clock();
    manyi.setClock(now + 5 * 24 * 3_600_000);
    await attempts(5, () => ({}));
    manyi.setClock(now);
    expect(await outcomeOf({ password: TEST_PASSWORD })).toBe('tooManyAttempts');
    manyi.setClock(now + 16 * 60_000);
    expect(await outcomeOf({ password: TEST_PASSWORD })).toBe('wang');
  });

  it('is not taken for tried where there is no room to try', async () => {
    const busy = createPasswordQueue(deriveCheaply, manyi.deps.clock);
    const places = Array.from({ length: 8 }, () => busy.reserve('192.0.2.1', false));
    const given = { name: 'Wang', password: TEST_PASSWORD, network: '192.0.2.1' };
    const full = { ...manyi.deps, passwords: busy };
    for (let turn = 0; turn < 9; turn += 1) {
      await expect(userByPassword(full, given)).rejects.toThrow('Too much at once');
    }
    for (const { release } of places) release();
    expect((await userByPassword(full, given)).id).toBe('wang');
  });
});

describe('what is kept of signing in', () => {
  it('tells neither the browser nor what was typed as a name', async () => {
    const device = await signInHere();
    await outcomeOf({ name: 'my secret password' });
    const chain = JSON.stringify(await manyi.deps.storage.auditAfter(0, 1000));
    expect(chain).not.toContain('my secret password');
    expect(chain).not.toContain(device);
    expect(await manyi.deps.storage.knownPlaces('wang', [device, hashToken(device)])).toEqual([]);
  });
});
