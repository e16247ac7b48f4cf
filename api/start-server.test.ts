import { connect } from 'node:net';
import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { startServer, type StartedServer } from './start-server.ts';

let server: StartedServer;
afterEach(() => server.stop());

const LARGE = 64 * 1024 * 1024;

/** A client that asks and lets the caller decide what becomes of the reply; resolves when the connection is over. */
function ask(path: string, onData: (socket: ReturnType<typeof connect>) => void) {
  return new Promise<number>((resolve) => {
    const socket = connect(server.port, '127.0.0.1');
    let bytes = 0;
    socket.on('data', (chunk) => {
      bytes += chunk.length;
      onData(socket);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(bytes));
    socket.write(`GET ${path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n`);
  });
}

async function started(longestStall: number): Promise<{ readonly cancelled: () => boolean }> {
  let isCancelled = false;
  const endless = () =>
    new ReadableStream({
      pull: (controller) => controller.enqueue(Buffer.alloc(64 * 1024)),
      cancel: () => void (isCancelled = true),
    });
  const app = new Hono()
    .get('/endless', (c) => c.body(endless()))
    .get('/whole', (c) => c.body(Buffer.alloc(LARGE)))
    .get('/thoughtful', async (c) => {
      await new Promise((later) => setTimeout(later, 4 * longestStall));
      return c.text('thought');
    });
  server = await startServer(app.fetch, '127.0.0.1', 0, undefined, longestStall);
  return { cancelled: () => isCancelled };
}

describe('a client that asks and does not read', () => {
  it.each(['/endless', '/whole'])('is cut off in the middle of %s', async (path) => {
    const stall = 200;
    const { cancelled } = await started(stall);
    let hasPaused = false;
    const bytes = await ask(path, (socket) => {
      if (hasPaused) return;
      hasPaused = true;
      socket.pause();
      // What stands in its own buffers it may have.
      setTimeout(() => socket.resume(), 10 * stall);
    });
    expect(bytes).toBeLessThan(LARGE);
    if (path === '/endless') expect(cancelled()).toBe(true);
  });

  it('is not one that reads slowly, nor one that waits for a reply that takes long to make', async () => {
    await started(300);
    const slow = ask('/whole', (socket) => {
      socket.pause();
      setTimeout(() => socket.resume(), 2);
    });
    const patient = ask('/thoughtful', () => undefined);
    expect(await patient).toBeGreaterThan(0);
    expect(await slow).toBeGreaterThan(LARGE);
  });
});

describe('a request that two could read in two ways', () => {
  it.each<[string, string, string]>([
    ['two names of the host', '/thoughtful', 'Host: other\r\n'],
    ['a dot segment', '/x/../thoughtful', ''],
    ['a dot segment in disguise', '/%2e/thoughtful', ''],
    ['two dots, half in disguise', '/x/.%2E/thoughtful', ''],
    ['a dot segment at the end', '/thoughtful/..', ''],
  ])('is refused: %s', async (_, path, header) => {
    await started(1);
    const statusOf = (wanted: string, more: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(server.port, '127.0.0.1');
        let text = '';
        socket.on('data', (chunk) => (text += chunk.toString('latin1')));
        socket.on('close', () => resolve(text.slice(9, 12)));
        socket.write(`GET ${wanted} HTTP/1.1\r\nHost: test\r\n${more}Connection: close\r\n\r\n`);
      });
    expect(await statusOf('/thoughtful?of=/../x', '')).toBe('200');
    expect(await statusOf(path, header)).toBe('400');
  });
});
