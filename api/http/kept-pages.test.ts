import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../access/audit-event.ts';
import { closeWave, reopenWave } from '../fieldwork/move-wave.ts';
import { createApp } from '../app.ts';
import type { Page } from './pages.ts';
import { testManyi } from '../testing.ts';

async function countingManyi() {
  const manyi = await testManyi();
  const { deps } = manyi;
  let drawn = 0;
  const counted =
    <Model>(draw: (model: Model) => Page) =>
    (model: Model): Page => {
      drawn += 1;
      return draw(model);
    };
  const pages = { ...deps.pages, respond: counted(deps.pages.respond), home: counted(deps.pages.home) };
  const app = createApp({ ...deps, pages });
  const ask = async (path: string, encoding = '') =>
    app.request(path, { headers: encoding === '' ? {} : { 'accept-encoding': encoding } });
  return { ...manyi, ask, drawn: () => drawn };
}
const bytesOf = async (reply: Response) => Buffer.from(await reply.arrayBuffer());

describe('the first page of a survey and the list of surveys', () => {
  it('are drawn once for each language, and handed out the same, packed or plain', async () => {
    const { ask, drawn, wave } = await countingManyi();
    for (const path of [`/s/${wave}`, '/']) {
      const before = drawn();
      const plain = await ask(path);
      const text = await plain.text();
      expect(brotliDecompressSync(await bytesOf(await ask(path, 'gzip, br'))).toString()).toBe(text);
      const gzip = await ask(path, 'gzip, deflate');
      expect(gunzipSync(await bytesOf(gzip)).toString()).toBe(text);
      expect([gzip.headers.get('vary'), plain.headers.get('vary')]).toEqual([
        'accept-encoding',
        'accept-encoding',
      ]);
      for (const name of ['content-security-policy', 'x-frame-options', 'x-content-type-options', 'etag']) {
        expect(gzip.headers.get(name)).toBe(plain.headers.get(name));
        expect(plain.headers.get(name)).not.toBeNull();
      }
      expect(drawn()).toBe(before + 1);
      expect(await (await ask(`${path}?lang=en`)).text()).not.toBe(text);
      expect(drawn()).toBe(before + 2);
    }
  });

  it('are of now: a survey that is closed is neither begun nor listed, and again when it is reopened', async () => {
    const { ask, deps, wave } = await countingManyi();
    const look = async () => [
      (await ask(`/s/${wave}`)).status,
      (await (await ask('/')).text()).includes(wave),
    ];
    expect(await look()).toEqual([200, true]);
    await closeWave(deps, wave, commandLine);
    expect(await look()).toEqual([409, false]);
    await reopenWave(deps, wave, commandLine);
    expect(await look()).toEqual([200, true]);
  });
});

describe('the description of the API', () => {
  it('is written and packed once, and not sent again to who has it', async () => {
    const { ask, app } = await countingManyi();
    const plain = await ask('/api/openapi.json');
    const text = await plain.text();
    expect(plain.headers.get('content-type')).toMatch(/^application\/json/);
    expect(brotliDecompressSync(await bytesOf(await ask('/api/openapi.json', 'br'))).toString()).toBe(text);
    expect(gunzipSync(await bytesOf(await ask('/api/openapi.json', 'gzip'))).toString()).toBe(text);
    const headers = { 'if-none-match': plain.headers.get('etag')! };
    const again = await app.request('/api/openapi.json', { headers });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });
});
