import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Server as TcpServer, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { cutOffStalled } from './http/cut-off-stalled.ts';

export interface StartedServer {
  readonly port: number;
  /** Takes nothing new, finishes what was begun; cuts off what has not ended after some seconds. */
  readonly stop: () => Promise<void>;
}

/** Who dribbles a request, or holds a connection without one, is cut off after so long. */
const HEADERS_MILLISECONDS = 10_000;
const REQUEST_MILLISECONDS = 60_000;
/** Longer than a proxy in front keeps its connections, so that it is never the one who is surprised. */
const KEEP_ALIVE_MILLISECONDS = 75_000;
const MOST_HEADER_BYTES = 16 * 1024;
const MOST_HEADERS = 100;
const LONGEST_STOP_MILLISECONDS = 8000;
const CHECK_MILLISECONDS = 100;
/** So long a request that was already on its way may still come in on a connection that looks idle. */
const ON_THEIR_WAY_MILLISECONDS = 400;

/**
 * @param turnsAway may answer a request before anything of it is read; tells whether it did
 * @param longestStall after how many milliseconds without progress who does not read a reply is cut off
 */
export function startServer(
  fetch: Parameters<typeof getRequestListener>[0],
  hostname: string,
  port: number,
  turnsAway: (request: IncomingMessage, reply: ServerResponse) => boolean = () => false,
  longestStall?: number,
): Promise<StartedServer> {
  const answer = getRequestListener(fetch);
  let isStopping = false;
  const server = createServer(
    {
      headersTimeout: HEADERS_MILLISECONDS,
      requestTimeout: REQUEST_MILLISECONDS,
      keepAliveTimeout: KEEP_ALIVE_MILLISECONDS,
      connectionsCheckingInterval: 1000,
      maxHeaderSize: MOST_HEADER_BYTES,
    },
    (request, reply) => {
      watch(reply);
      if (!isPlain(request)) {
        request.resume();
        reply.writeHead(400, { connection: 'close' }).end();
        return;
      }
      // Whoever is told so sends the next request elsewhere, instead of into a connection that is being closed.
      if (isStopping) reply.setHeader('connection', 'close');
      if (!turnsAway(request, reply)) void answer(request, reply);
    },
  );
  server.maxHeadersCount = MOST_HEADERS;
  const watch = cutOffStalled(server, longestStall);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, hostname, () => {
      const { port } = server.address() as AddressInfo;
      resolve({
        port,
        stop() {
          isStopping = true;
          return stop(server);
        },
      });
    });
  });
}

/**
 * One name of the host, and a path without dot segments in any writing: a proxy in front may have judged by another
 * name, or by the path before they were resolved.
 */
function isPlain({ url = '', rawHeaders }: IncomingMessage): boolean {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host');
  const [path = ''] = url.split('?', 1);
  return hosts.length <= 1 && !/(^|[/\\])(\.|%2e){1,2}([/\\]|$)/i.test(path);
}

/** A connection that is kept alive is idle only between its requests, so idle ones are looked for again and again. */
async function stop(server: Server): Promise<void> {
  // Not the closing of an HTTP server, which cuts off at once what looks idle.
  const closed = new Promise<void>((resolve) => {
    TcpServer.prototype.close.call(server, () => resolve());
  });
  const limit = setTimeout(() => server.closeAllConnections(), LONGEST_STOP_MILLISECONDS);
  await Promise.race([closed, wait(ON_THEIR_WAY_MILLISECONDS)]);
  server.closeIdleConnections();
  const idle = setInterval(() => server.closeIdleConnections(), CHECK_MILLISECONDS);
  await closed;
  clearInterval(idle);
  clearTimeout(limit);
}
