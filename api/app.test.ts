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
