import type { Server, ServerResponse } from 'node:http';

/** So long nothing at all of a reply may be taken off our hands; any progress begins it anew. */
const LONGEST_STALL_MILLISECONDS = 30_000;
const CHECK_MILLISECONDS = 1000;

/**
 * Cuts off who asks and then does not read. Node watches a connection only by its being idle, which it also is while
 * a reply takes long to make; here it counts only while bytes wait to be taken.
 *
 * @returns to be called with each reply
 */
export function cutOffStalled(
  server: Server,
  longestStall = LONGEST_STALL_MILLISECONDS,
): (reply: ServerResponse) => void {
  const underWay = new Set<ServerResponse>();
  const watched = new WeakSet<ServerResponse>();
  const check = setInterval(
    () => {
      for (const reply of underWay) {
        const { socket } = reply;
        const isWaiting = socket !== null && socket.writableLength > 0;
        if (isWaiting === watched.has(reply)) continue;
        // Node itself looks whether anything was written meanwhile, and destroys the socket where nothing was.
        socket?.setTimeout(isWaiting ? longestStall : 0);
        if (isWaiting) watched.add(reply);
        else watched.delete(reply);
      }
    },
    Math.min(CHECK_MILLISECONDS, longestStall),
  ).unref();
  server.once('close', () => clearInterval(check));
  return (reply) => {
    underWay.add(reply);
    // When it is finished, Node sets the time for the next request of the connection.
    reply.once('close', () => underWay.delete(reply));
    reply.once('finish', () => underWay.delete(reply));
  };
}
