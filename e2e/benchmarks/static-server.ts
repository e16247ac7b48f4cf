import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

/** The part `static`: files of a folder, as the product serves those for browsers, on a free port it prints. */
export function staticServer([root]: readonly string[]): void {
  const app = new Hono().use('*', serveStatic({ root: root!, precompressed: true }));
  serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => process.send!({ port }));
}
