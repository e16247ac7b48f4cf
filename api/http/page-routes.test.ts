import { beforeEach, describe, expect, it } from 'vitest';
import { testManyi, type TestManyi } from '../testing.ts';

let manyi: TestManyi;
beforeEach(async () => {
  manyi = await testManyi();
});
const ask = (path: string) => manyi.app.request(path);

describe('the addresses of the staff’s pages', () => {
  it('are answered with the application, whatever the names in them', async () => {
    for (const path of manyi.deps.pages.staffPaths) {
      const address = path.replaceAll(/:\w+/g, 'anything');
      const reply = await ask(address);
      expect([address, reply.status, await reply.text()]).toEqual([
        address,
        200,
        expect.stringContaining('<div id="app">'),
      ]);
    }
    expect((await ask('/staff/')).status).toBe(200);
  });

  it('are all there are: another is not found', async () => {
    for (const address of ['/staff/elsewhere', '/trends', '/analyse', '/analyse/a/waves/b/c']) {
      expect([address, (await ask(address)).status]).toEqual([address, 404]);
    }
  });

  it('lead on from where pages stood before, in the language and to the same wave', async () => {
    const reply = await ask('/analyse/quality-district/short-2026?lang=en');
    expect(reply.status).toBe(301);
    expect(reply.headers.get('location')).toBe('/analyse/quality-district/waves/short-2026?lang=en');
    expect((await ask('/analyse/quality-district/import')).status).toBe(200);
  });

  it('take names escaped as they came', async () => {
    const reply = await ask('/analyse/%E5%8C%BA/a%20b');
    expect(reply.headers.get('location')).toBe('/analyse/%E5%8C%BA/waves/a%20b');
  });
});
