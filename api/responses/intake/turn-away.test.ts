import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { startServer, type StartedServer } from '../../start-server.ts';
import { testManyi } from '../../testing.ts';
import { turnAwayWhenFull } from './turn-away.ts';

let server: StartedServer;
afterEach(() => server.stop());

describe('while no more answers can wait', () => {
  it('answers and opened surveys are told to come back, in their language; a posted form is let through', async () => {
    const { deps } = await testManyi();
    const intake = { isFull: true };
    const through = new Hono().all('*', (c) => c.text('let through'));
    server = await startServer(through.fetch, '127.0.0.1', 0, turnAwayWhenFull(intake, deps.pages));
    const ask = async (path: string, method = 'GET') => {
      const reply = await fetch(`http://127.0.0.1:${server.port}${path}`, { method });
      return {
        status: reply.status,
        text: await reply.text(),
        after: Number(reply.headers.get('retry-after')),
      };
    };
    const page = await ask('/s/wave');
    expect([page.status, page.text]).toEqual([503, expect.stringContaining('请过一会儿再打开')]);
    expect(page.after).toBeGreaterThan(0);
    expect((await ask('/s/wave/i/token?lang=en')).text).toContain('Please come back in a while');
    expect(JSON.parse((await ask('/api/waves/w/responses/1', 'PUT')).text)).toMatchObject({ code: 'busy' });
    for (const [path, method] of [
      ['/s/wave', 'POST'],
      ['/healthz', 'GET'],
      ['/staff', 'GET'],
    ] as const) {
      expect((await ask(path, method)).text).toBe('let through');
    }
    intake.isFull = false;
    expect((await ask('/s/wave')).text).toBe('let through');
  });
});
