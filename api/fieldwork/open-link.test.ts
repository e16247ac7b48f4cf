import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { json, shortAnswers, testManyi, type TestManyi } from '../testing.ts';
import type { OpenLinkSetting } from '../storage/storage.ts';
import { commandLine } from '../access/audit-event.ts';
import { changeOpenLink } from './change-open-link.ts';
import { createOpenLink } from './open-link.ts';

let manyi: TestManyi;
let now: number;
beforeEach(async () => {
  manyi = await testManyi();
  now = manyi.deps.clock();
});
const set = (setting: Partial<OpenLinkSetting>) =>
  changeOpenLink(manyi.deps, manyi.wave, { openLink: 'on', openPerMinute: 600, ...setting }, commandLine);
const later = (milliseconds: number) => manyi.setClock((now += milliseconds));
const send = async (id: string = randomUUID(), more: object = {}) =>
  (await manyi.send(id, shortAnswers(), more)).status;
const page = async (path = '') => manyi.app.request(`/s/${manyi.wave}${path}`);

describe('the open link of a wave', () => {
  it('takes so many answers a minute, and more in the next', async () => {
    await set({ openPerMinute: 3 });
    const statuses = await Promise.all(Array.from({ length: 8 }, () => send()));
    expect(statuses.sort()).toEqual([201, 201, 201, 503, 503, 503, 503, 503]);
    later(60_000);
    expect(await send()).toBe(201);
  });

  it('asks who comes beyond the limit of the minute to come back', async () => {
    await set({ openPerMinute: 1 });
    await send();
    const refused = await manyi.send(randomUUID(), shortAnswers());
    expect(await refused.json()).toMatchObject({ code: 'openLinkFull' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await page()).status).toBe(200);
  });

  it('takes so many in all, however many come at once, and tells further ones that it is over', async () => {
    await send();
    await set({ openInAll: 4 });
    const statuses = await Promise.all(Array.from({ length: 9 }, () => send()));
    expect(statuses.filter((status) => status === 201)).toHaveLength(3);
    const refused = await manyi.send(randomUUID(), shortAnswers());
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([409, null]);
    expect(await refused.json()).toMatchObject({ code: 'openLinkFullInAll' });
    const closed = await page();
    expect([closed.status, closed.headers.get('retry-after')]).toEqual([409, null]);
    const text = await closed.text();
    expect(text).toContain('公开链接的名额已经满了');
    expect(text).not.toContain('过一会儿');
    await set({ openInAll: 5 });
    expect([await send(), (await page()).status]).toEqual([201, 409]);
  });

  it('asks to come back who finds the last place taken by an answer that is not stored yet', async () => {
    await set({ openInAll: 1 });
    const { openLink } = manyi.deps;
    const last = await openLink.admit(manyi.wave);
    expect([await send(), (await page()).status]).toEqual([503, 503]);
    if (last.kind === 'admitted') last.settle(false);
    expect([await send(), await send(), (await page()).status]).toEqual([201, 409, 409]);
  });

  it('acknowledges again what it took, whatever its limits say by now', async () => {
    const id = randomUUID();
    await send(id);
    await set({ openInAll: 1 });
    expect(await send(id)).toBe(200);
    await set({ openLink: 'off' });
    expect(await send(id)).toBe(200);
    expect(await send()).toBe(403);
  });

  it('counts nothing that was not stored', async () => {
    await set({ openPerMinute: 2 });
    const id = randomUUID();
    for (let times = 0; times < 5; times++) expect(await send(id)).toBe(times === 0 ? 201 : 200);
    expect(await send()).toBe(201);
    expect(await send()).toBe(503);
  });

  it('never limits invited answers', async () => {
    const tokens = await manyi.invite(3);
    await set({ openLink: 'off', openPerMinute: 1, openInAll: 1 });
    for (const invitation of tokens) {
      expect((await page(`/i/${invitation}`)).status).toBe(200);
      expect(await send(randomUUID(), { invitation })).toBe(201);
    }
  });

  it('when it is off says that the survey is by invitation, and is not in the list', async () => {
    const home = async () => (await manyi.app.request('/')).text();
    expect(await home()).toContain(manyi.wave);
    await set({ openLink: 'off' });
    const refused = await page();
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('受邀')]);
    expect(await home()).not.toContain(manyi.wave);
  });

  it('learns within two seconds what was changed on another node', async () => {
    const { storage } = manyi.deps;
    const other = createOpenLink(storage, () => now);
    expect((await other.admit(manyi.wave)).kind).toBe('admitted');
    await storage.changeOpenLink(manyi.wave, { openLink: 'off', openPerMinute: 600 });
    now += 2000;
    expect((await other.admit(manyi.wave)).kind).toBe('off');
  });

  it('is changed by an evaluator, who answers for it, and not once the wave is published', async () => {
    const headers = await manyi.signIn('evaluator');
    const address = `/api/waves/${manyi.wave}/open-link`;
    const wanted = { openLink: 'off', openPerMinute: 100, openInAll: 2000 };
    const reply = await manyi.app.request(address, json('POST', wanted, headers));
    expect([reply.status, await reply.json()]).toMatchObject([200, wanted]);
    expect(await manyi.deps.storage.lastAudit()).toMatchObject({
      action: 'openLinkChanged',
      subject: manyi.wave,
      details: '{"openInAll":2000,"openLink":"off","openPerMinute":100}',
    });
    for (const wrong of [
      { openLink: 'off', openPerMinute: 0 },
      { openLink: 'half', openPerMinute: 1 },
    ]) {
      expect((await manyi.app.request(address, json('POST', wrong, headers))).status).toBe(400);
    }
  }, 30_000);

  it('takes no form that stands on another site, and those of browsers that do not say where', async () => {
    const post = (headers: Record<string, string>) =>
      manyi.app.request(`/s/${manyi.wave}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: 'go=next',
      });
    expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    for (const site of ['same-origin', 'same-site', 'none']) {
      expect((await post({ 'sec-fetch-site': site })).status).not.toBe(403);
    }
    expect((await post({})).status).not.toBe(403);
  });
});
