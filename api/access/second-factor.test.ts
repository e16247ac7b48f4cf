import { TOTP } from 'otpauth';
import { beforeEach, describe, expect, it } from 'vitest';
import { resetSecondFactor } from '../people/disable-user.ts';
import type { Grant } from '../storage/storage.ts';
import { json, testManyi, testPasswordHash, TEST_PASSWORD, type TestManyi } from '../testing.ts';

let manyi: TestManyi;
beforeEach(async () => {
  manyi = await testManyi(undefined, { secondFactor: 'roles' });
});

const evaluator: Grant = { role: 'evaluator', programme: 'quality-district' };
const official: Grant = { role: 'official', programme: 'quality-district' };

/** A browser: it keeps what cookies it is given. */
function browser() {
  const jar = new Map<string, string>();
  return async (method: string, path: string, body?: unknown) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const init = method === 'GET' ? { headers: { cookie } } : json(method, body ?? {}, { cookie });
    const reply = await manyi.app.request(`/api${path}`, init);
    for (const set of reply.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
      jar.set(name!, value!);
    }
    const text = await reply.text();
    return { status: reply.status, ...(text === '' ? {} : (JSON.parse(text) as Record<string, never>)) };
  };
}
type Ask = ReturnType<typeof browser>;

async function person(name: string, ...grants: Grant[]) {
  await manyi.deps.storage.putUser({
    id: name,
    name,
    passwordHash: await testPasswordHash,
    isDisabled: false,
    grants,
  });
}
const signIn = (ask: Ask, name = 'Wang') => ask('POST', '/session', { name, password: TEST_PASSWORD });
const codeOf = (secret: string, later = 0) =>
  new TOTP({ secret }).generate({ timestamp: manyi.deps.clock() + later });

/** Signs in for the first time, to the end. */
async function enrolled(ask: Ask) {
  await person('Wang', evaluator);
  await signIn(ask);
  const begun = (await ask('POST', '/session/enrolment')) as unknown as { secret: string; sealed: string };
  const { sealed, secret } = begun;
  const done = (await ask('PUT', '/session/enrolment', { sealed, code: codeOf(secret) })) as unknown as {
    recoveryCodes: string[];
  };
  return { secret, recoveryCodes: done.recoveryCodes };
}

describe('a second factor', () => {
  it('is asked of evaluators and administrators and not of officials, unless set otherwise', async () => {
    await person('Wang', evaluator);
    await person('Li', official);
    await person('Sun', { role: 'administrator', programme: '*' });
    expect(await signIn(browser(), 'Wang')).toMatchObject({ status: 200, awaits: 'enrolment' });
    expect(await signIn(browser(), 'Sun')).toMatchObject({ awaits: 'enrolment' });
    expect(await signIn(browser(), 'Li')).toMatchObject({ name: 'Li' });
  });

  it('lets nobody do anything before it was given', async () => {
    await person('Wang', evaluator);
    const ask = browser();
    await signIn(ask);
    expect(await ask('GET', '/session')).toMatchObject({ status: 200, awaits: 'enrolment' });
    for (const path of ['/account', '/audit', `/waves/${manyi.wave}/estimates`]) {
      expect([path, (await ask('GET', path)).status]).toEqual([path, 401]);
    }
    expect((await ask('POST', '/session/code', { code: '123456' })).status).toBe(401);
    expect((await ask('PUT', '/account/password', { old: 'x', password: 'y' })).status).toBe(401);
  });

  it('is enrolled with its first code, and asked for from then on', async () => {
    const ask = browser();
    const { secret, recoveryCodes } = await enrolled(ask);
    expect(recoveryCodes).toHaveLength(10);
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await ask('GET', '/account')).toMatchObject({
      secondFactor: { isSet: true, isRequired: true, recoveryCodes: 10 },
    });
    const again = browser();
    expect(await signIn(again)).toMatchObject({ awaits: 'code' });
    expect((await again('POST', '/session/enrolment')).status).toBe(401);
    expect(await again('POST', '/session/code', { code: '000000' })).toMatchObject({ code: 'wrongCode' });
    manyi.setClock(manyi.deps.clock() + 60_000);
    expect(await again('POST', '/session/code', { code: codeOf(secret) })).toMatchObject({ name: 'Wang' });
    expect((await again('GET', '/account')).status).toBe(200);
  });

  it('takes no code twice, in whichever session, and none that is old', async () => {
    const { secret } = await enrolled(browser());
    const [one, other] = [browser(), browser()];
    await signIn(one);
    await signIn(other);
    expect((await one('POST', '/session/code', { code: codeOf(secret) })).status).toBe(422);
    manyi.setClock(manyi.deps.clock() + 120_000);
    expect((await one('POST', '/session/code', { code: codeOf(secret, -90_000) })).status).toBe(422);
    const code = codeOf(secret);
    expect((await one('POST', '/session/code', { code })).status).toBe(200);
    expect((await other('POST', '/session/code', { code })).status).toBe(422);
  });

  it('takes each recovery code once, however it is typed', async () => {
    const { recoveryCodes } = await enrolled(browser());
    const typed = recoveryCodes[3]!.toLowerCase().replaceAll('-', ' ');
    const outcomes: number[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      const ask = browser();
      await signIn(ask);
      outcomes.push((await ask('POST', '/session/code', { code: typed })).status);
    }
    expect(outcomes).toEqual([200, 422]);
  });

  it('gives five guesses, also over new sessions', async () => {
    await enrolled(browser());
    const statuses: number[] = [];
    for (let turn = 0; turn < 8; turn += 1) {
      const ask = browser();
      await signIn(ask);
      statuses.push((await ask('POST', '/session/code', { code: `00000${turn}` })).status);
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429, 429]);
  });

  it('is at rest sealed, for one person', async () => {
    const { secret, recoveryCodes } = await enrolled(browser());
    const user = (await manyi.deps.storage.user('Wang'))!;
    const kept = JSON.stringify(user);
    expect(kept).not.toContain(secret);
    for (const code of recoveryCodes) expect(kept).not.toContain(code);
    await person('Zhao', evaluator);
    const { secondFactor } = user;
    await manyi.deps.storage.setSecondFactor('Zhao', { ...(secondFactor ? { secondFactor } : {}) });
    const ask = browser();
    await signIn(ask, 'Zhao');
    manyi.setClock(manyi.deps.clock() + 60_000);
    expect((await ask('POST', '/session/code', { code: codeOf(secret) })).status).toBe(422);
  });

  it('is not replaced by who has one, and is taken away by an administrator, which is told and on record', async () => {
    const ask = browser();
    await enrolled(ask);
    expect(await ask('POST', '/account/second-factor')).toMatchObject({ code: 'secondFactorSet' });
    await resetSecondFactor(manyi.deps, 'Wang', { user: 'Sun', name: 'Sun' });
    expect((await ask('GET', '/session')).status).toBe(401);
    const again = browser();
    expect(await signIn(again)).toMatchObject({ awaits: 'enrolment' });
    expect((await manyi.deps.storage.notices('Wang'))[0]).toMatchObject({
      kind: 'secondFactorReset',
      by: 'Sun',
    });
    expect((await manyi.deps.storage.lastAudit())!.action).toBe('secondFactorReset');
  });

  it('may be had by who need not have one', async () => {
    await person('Li', official);
    const ask = browser();
    await signIn(ask, 'Li');
    const { secret, sealed } = (await ask('POST', '/account/second-factor')) as unknown as {
      secret: string;
      sealed: string;
    };
    expect((await ask('PUT', '/account/second-factor', { sealed, code: codeOf(secret) })).status).toBe(200);
    expect((await ask('GET', '/account')).status).toBe(200);
    expect(await signIn(browser(), 'Li')).toMatchObject({ awaits: 'code' });
  });

  it('is asked for after ten minutes from the beginning', async () => {
    await enrolled(browser());
    const ask = browser();
    await signIn(ask);
    manyi.setClock(manyi.deps.clock() + 11 * 60_000);
    expect((await ask('GET', '/session')).status).toBe(401);
  });
});
