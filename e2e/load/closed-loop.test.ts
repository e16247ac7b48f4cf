import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { closedLoop } from './closed-loop.ts';

let server: Server;
afterEach(() => new Promise((closed) => server.close(closed)));

describe('the closed loop', () => {
  it('sends one request at a time for each client, each with an id of its own, and counts the answers', async () => {
    const ids = new Set<string>();
    let atOnce = 0;
    let most = 0;
    server = createServer((request, reply) => {
      ids.add(request.url!.slice(1));
      most = Math.max(most, (atOnce += 1));
      setImmediate(() => {
        atOnce -= 1;
        reply.writeHead(ids.size % 10 === 0 ? 503 : 201).end();
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const head = 'PUT /';
    const request = Buffer.from(`${head}00000000-0000-4000-8000-000000000000 HTTP/1.1\r\nhost: x\r\n\r\n`);
    const { statuses, perSecond, p50, p99 } = await closedLoop({
      port,
      clients: 4,
      seconds: 0.3,
      request,
      idAt: head.length,
      run: 7,
    });
    const answered = (statuses['201'] ?? 0) + (statuses['503'] ?? 0);
    expect(answered).toBe(ids.size);
    expect(statuses['503']).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(4);
    expect([...ids].every((id) => /^00000007-0000-4000-8000-[0-9a-f]{12}$/.test(id))).toBe(true);
    expect(perSecond).toBeGreaterThan(0);
    expect(p99).toBeGreaterThanOrEqual(p50);
  });
});
