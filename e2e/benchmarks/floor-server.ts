import { serve } from '@hono/node-server';
import { Hono } from 'hono';

/** The part `floor`: what the same library does at its barest with the same body, on a free port it prints. */
export function floorServer(): void {
  const app = new Hono();
  app.put('/api/waves/:wave/responses/:id', async (c) => {
    await c.req.json();
    return c.body(null, 204);
  });
  serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => process.send!({ port }));
}
