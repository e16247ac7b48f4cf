import { Agent, createServer, request } from 'node:http';

export interface ForgetfulProxy {
  readonly dropped: () => number;
  readonly close: () => Promise<void>;
}

/** Hands requests on, waits for the reply (so the answer is stored), and loses some of the replies. */
export async function startForgetfulProxy(
  port: number,
  serverPort: number,
  loses: () => boolean,
): Promise<ForgetfulProxy> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  let dropped = 0;
  const proxy = createServer((received, reply) => {
    const { method, url, headers } = received;
    const passedOn = request({ host: '127.0.0.1', port: serverPort, method, path: url, headers, agent });
    passedOn.on('response', (came) => {
      const chunks: Buffer[] = [];
      came.on('data', (chunk: Buffer) => chunks.push(chunk));
      came.once('end', () => {
        if (loses()) {
          dropped += 1;
          received.socket.destroy();
          return;
        }
        reply.writeHead(came.statusCode!, came.headers).end(Buffer.concat(chunks));
      });
    });
    passedOn.on('error', () => received.socket.destroy());
    received.pipe(passedOn);
  });
  await new Promise<void>((listening) => proxy.listen(port, '127.0.0.1', listening));
  return {
    dropped: () => dropped,
    close: () =>
      new Promise((closed) => {
        agent.destroy();
        proxy.close(() => closed());
        proxy.closeAllConnections();
      }),
  };
}
