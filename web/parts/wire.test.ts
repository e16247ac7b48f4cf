import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {} from '../../api/storage/postgres/testing/test-server.ts';
import { testManyi, type TestManyi } from '../../api/testing.ts';
import { api, asFile, at, Refusal, reply } from './api-client.ts';

const isOfStaff = (path: string) =>
  /\.(ts|svelte)$/.test(path) && !/^(respond|development)\/|\.test\.ts$/.test(path);
const sources = readdirSync('web', { recursive: true, encoding: 'utf8' })
  .filter(isOfStaff)
  .map((path) => ({ path, text: readFileSync(`web/${path}`, 'utf8') }));

describe('the staff pages', () => {
  it('ask the API by the one client, whose addresses and replies are those of the application', () => {
    const byHand =
      /\b(get|post|put|remove|reply|fetch)\s*(<[^>]*>)?\(\s*['"`]\/?api\b|\bfetch\(|XMLHttpRequest|\breply</;
    const asking = sources.filter(({ text }) => byHand.test(text)).map(({ path }) => path);
    expect(asking).toEqual(['parts/api-client.ts']);
  });

  it('write down no reply: what is named in the client is taken from the application', () => {
    const client = readFileSync('web/parts/api-client.ts', 'utf8');
    expect(client.match(/^(export )?interface /gm)).toBe(null);
    const named = [...client.matchAll(/^export type (\w+)(?:<[^=]*>)? =\s*([^;]*);/gm)].map(
      ([, , is]) => is!,
    );
    expect(named.length).toBeGreaterThan(15);
    for (const is of named)
      expect(is).toMatch(/\b(ReplyOf|BodyOf)<|^(Extract|Exclude)<Session|^\w+(\['\w+'\]|\[number\])+$/);
  });

  it('know nothing of how things are stored', () => {
    expect(sources.filter(({ text }) => text.includes('api/storage')).map(({ path }) => path)).toEqual([]);
  });
});

describe('the client', () => {
  let manyi: TestManyi;
  let asked: string[];
  const fetchOfBefore = globalThis.fetch;
  let headers: Record<string, string>;
  beforeEach(async () => {
    manyi = await testManyi();
    headers = await manyi.signIn('evaluator');
    asked = [];
    globalThis.fetch = (address, init) => {
      asked.push(String(address));
      const request = new Request(new URL(String(address), 'http://localhost'), init);
      for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
      return Promise.resolve(manyi.app.request(request));
    };
  });
  afterEach(() => void (globalThis.fetch = fetchOfBefore));

  it('gives what was replied, and nothing where nothing came', async () => {
    const wave = await reply(api.waves[':wave'].$get({ param: at({ wave: manyi.wave }) }));
    expect(wave.title['zh-Hans']).toBe('2026年调查');
    expect(await reply(api.session.$delete())).toBe(undefined);
  });

  it('throws what was refused, with its code and its details', async () => {
    const json = { id: 'No id', title: { 'zh-Hans': '下' }, period: '2027', form: 'short' };
    const param = at({ programme: 'quality-district' });
    const refused: unknown = await reply(api.programmes[':programme'].waves.$post({ param, json })).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({
      code: 'malformedRequest',
      details: ['id: lower-case letters, digits and hyphens'],
    });
  });

  it('tells being offline from being refused, and lets whoever gives up go', async () => {
    globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    await expect(reply(api.session.$get())).rejects.toMatchObject({ code: 'offline' });
    const gone = AbortSignal.abort();
    await expect(reply(api.session.$get({}, { init: { signal: gone } }))).rejects.toThrow('Failed to fetch');
  });

  it('writes names into addresses so that they stay one step of them, an “index” too', async () => {
    for (const wave of ['a/b', 'index', '调查'])
      await reply(api.waves[':wave'].$get({ param: at({ wave }) })).catch(() => undefined);
    expect(asked).toEqual(['/api/waves/a%2Fb', '/api/waves/%69ndex', '/api/waves/%E8%B0%83%E6%9F%A5']);
  });

  it('sends a file as it is', async () => {
    const file = new File(['a,b\n1,2\n'], 'past.csv');
    const wanted = {
      param: at({ programme: 'airport-passengers' }),
      query: { mapping: 'sfo-2014-2018', fileName: 'past.csv' },
    };
    const { id } = await reply(api.programmes[':programme'].imports.$post(wanted, asFile(file)));
    expect(asked.at(-1)).toBe(
      '/api/programmes/airport-passengers/imports?mapping=sfo-2014-2018&fileName=past.csv',
    );
    expect(await reply(api.imports[':id'].$get({ param: at({ id }) }))).toMatchObject({
      fileName: 'past.csv',
    });
  });
});
