import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from './app.ts';
import { testManyi, type TestManyi } from './testing.ts';

let manyi: TestManyi;
beforeAll(async () => {
  manyi = await testManyi();
});

describe('files for browsers', () => {
  const withFile = () =>
    createApp(manyi.deps, (c, next) =>
      c.req.path === '/assets/there.js' ? Promise.resolve(c.text('file')) : next(),
    );

  it('are answered by themselves, without what the application does for its own answers', async () => {
    const reply = await withFile().request('/assets/there.js');
    expect(await reply.text()).toBe('file');
    expect([...reply.headers.keys()]).toEqual(['content-type']);
  });

  it('that are not there are nothing: a page for people, a problem for programs', async () => {
    const forProgram = await withFile().request('/assets/gone.js');
    expect([forProgram.status, await forProgram.json()]).toMatchObject([404, { code: 'notFound' }]);
    const forPerson = await withFile().request('/assets/gone.js', { headers: { accept: 'text/html' } });
    expect([forPerson.status, await forPerson.text()]).toEqual([404, expect.stringMatching(/^<!doctype/i)]);
  });
});

describe('every answer of the application', () => {
  it('has one shape for problems, headers that keep browsers in hand, and definitions for anyone', async () => {
    const reply = await manyi.app.request('/api/nothing');
    expect(reply.status).toBe(404);
    expect(Object.keys((await reply.json()) as object)).toEqual(['code', 'status', 'message']);
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
    expect(reply.headers.get('referrer-policy')).toBe('no-referrer');
    const path = '/api/programmes/quality-district/forms/short/dimensions/service';
    const dimension = await (await manyi.app.request(path)).json();
    expect(dimension).toMatchObject({ node: { name: 'service' }, satisfiedFrom: 7 });
  });
});
