import { Hono } from 'hono';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Env } from '../deps.ts';
import { problems } from '../problems.ts';
import { testManyi } from '../testing.ts';
import { checkReply } from './check-reply.ts';
import { described } from './described.ts';

interface Operation {
  readonly summary?: string;
  readonly security?: readonly unknown[];
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly $ref?: string }>>;
}
interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly security: readonly unknown[];
  readonly components: {
    readonly schemas: {
      readonly Problem: { readonly properties: { readonly code: { readonly enum: string[] } } };
    };
  };
}

let api: ApiDocument;
let operations: readonly (readonly [name: string, operation: Operation])[];
beforeAll(async () => {
  const { app } = await testManyi();
  api = (await (await app.request('/api/openapi.json')).json()) as ApiDocument;
  operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
  );
});

describe('the OpenAPI document', () => {
  it('says of every route what it does, what it replies, and in which shape it refuses', () => {
    expect(operations.length).toBeGreaterThan(50);
    for (const [name, { summary, responses }] of operations) {
      const { default: refused, ...replies } = responses;
      expect([name, refused]).toEqual([name, { $ref: '#/components/responses/Problem' }]);
      expect([name, Object.keys(replies)]).toEqual([
        name,
        expect.arrayContaining([expect.stringMatching(/^20/)]),
      ]);
      expect([name, summary === undefined || summary === '']).toEqual([name, false]);
    }
  });

  it('asks for a session everywhere but where anybody is answered', () => {
    const open = operations.filter(([, { security }]) => security?.length === 0).map(([name]) => name);
    expect(api.security).toEqual([{ session: [] }]);
    expect(open).toEqual(
      expect.arrayContaining([
        'post /api/session',
        'get /api/programmes',
        'get /api/waves/{wave}/questionnaire',
        'put /api/waves/{wave}/responses/{id}',
      ]),
    );
    for (const name of open) expect(name).not.toMatch(/users|releases|imports|audit|account|counts|csv/);
  });

  it('knows every code of a problem', () => {
    expect(api.components.schemas.Problem.properties.code.enum).toEqual(Object.keys(problems));
  });
});

describe('a reply that is not as described', () => {
  const app = new Hono<Env>()
    .get('/api/right', described('Right', { 200: v.strictObject({ a: v.number() }) }), (c) =>
      c.json({ a: 1 }),
    )
    .get('/api/more', described('More', { 200: v.strictObject({}) }), (c) => c.json({ a: 1 }))
    .get('/api/other', described('Other', { 200: v.strictObject({}) }), (c) => c.json({}, 201))
    .get('/api/some', described('Some', { 200: 'nothing' }), (c) => c.text('some'))
    .get('/api/text', described('Text', { 200: v.string() }), (c) => c.text('some'))
    .get('/api/no', described('No', { 200: v.string() }), (c) => c.json({ error: 'no' }, 400));
  const check = async (path: string) => checkReply(app, { method: 'GET', path }, await app.request(path));

  it('fails the test that asked for it', async () => {
    await check('/api/right');
    for (const path of ['/api/more', '/api/other', '/api/some', '/api/text', '/api/no'])
      await expect(check(path), path).rejects.toThrow(path);
  });
});
