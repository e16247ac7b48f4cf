import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * A free port that stays ours across restarts: below the range outgoing connections are given, or a client
 * that calls while nobody listens may be connected to itself and hold the port. For tests and trials.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const isFree = await new Promise<boolean>((resolve) => {
      const probe = createServer()
        .once('error', () => resolve(false))
        .listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}
