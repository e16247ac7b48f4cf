import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { cutOffStalled } from './cut-off-stalled.ts';

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
      if (!turnsAway(request, reply)) void answer(request, reply);
    },
  );
  server.maxHeadersCount = MOST_HEADERS;
  const watch = cutOffStalled(server, longestStall);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, hostname, () => {
      resolve({ port: (server.address() as AddressInfo).port, stop: () => stop(server) });
    });
  });
}

/** A connection that is kept alive is idle only between its requests, so idle ones are looked for again and again. */
async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), CHECK_MILLISECONDS);
  const limit = setTimeout(() => server.closeAllConnections(), LONGEST_STOP_MILLISECONDS);
  server.closeIdleConnections();
  await closed;
  clearInterval(idle);
  clearTimeout(limit);
}
