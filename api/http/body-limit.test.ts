import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { Problem } from '../problems.ts';
import { limitBodies, takesBytes } from './body-limit.ts';

const routes = new Hono()
  .post('/usual', async (c) => c.text(String((await c.req.text()).length)))
  .post('/files/:name', takesBytes(1000), async (c) => c.text(String((await c.req.text()).length)))
  .put('/files/:name', async (c) => c.text(String((await c.req.text()).length)));
const app = new Hono()
  .use(limitBodies(100))
  .route('/api', routes)
  .onError((error, c) => c.text('', error instanceof Problem ? error.status : 500));

const asked = async (method: string, path: string, bytes: number, isInChunks: boolean) => {
  const body = 'x'.repeat(bytes);
  const init = isInChunks
    ? {
        body: new Blob([body]).stream(),
        duplex: 'half' as const,
        headers: { 'transfer-encoding': 'chunked' },
      }
    : { body, headers: { 'content-length': String(bytes) } };
  return (await app.request(path, { method, ...init })).status;
};

describe.each([
  ['with its length told', false],
  ['in chunks', true],
])('a body %s', (_, isInChunks) => {
  it('is taken up to what is usual, and not a byte more', async () => {
    expect(await asked('POST', '/api/usual', 100, isInChunks)).toBe(200);
    expect(await asked('POST', '/api/usual', 101, isInChunks)).toBe(413);
  });

  it('is taken up to what its route says of itself, by its method alone', async () => {
    expect(await asked('POST', '/api/files/a', 1000, isInChunks)).toBe(200);
    expect(await asked('POST', '/api/files/a', 1001, isInChunks)).toBe(413);
    expect(await asked('PUT', '/api/files/a', 101, isInChunks)).toBe(413);
  });

  it('is not taken where there is nothing', async () => {
    expect(await asked('POST', '/nothing', 101, isInChunks)).toBe(413);
  });
});
