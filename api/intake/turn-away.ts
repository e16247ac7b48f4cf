import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from '../problems.ts';
import type { Intake } from './intake.ts';

const body = JSON.stringify(new Problem('busy').body());
const LONGEST_RETRY_SECONDS = 4;
/**
 * Told at once, a crowd that does not wait comes back at once, and turning it away takes the processor from those
 * who were let in (measured: 3 % of the capacity was left for them, against about half with this pause).
 */
const HELD_MILLISECONDS = { least: 150, most: 250 };

/**
 * While no more answers can wait, says so to whoever brings one before it is parsed: what is turned away should
 * cost those who wait as little as possible. When to come again differs from one to the next, so that they do not
 * all come together. Tells whether it did; pages are never turned away.
 */
export function turnAwayWhenFull(intake: Pick<Intake, 'isFull'>) {
  return (request: IncomingMessage, reply: ServerResponse): boolean => {
    if (!intake.isFull || request.method !== 'PUT') return false;
    request.resume();
    const { least, most } = HELD_MILLISECONDS;
    setTimeout(() => sendAway(reply), least + Math.random() * (most - least));
    return true;
  };
}

function sendAway(reply: ServerResponse): void {
  reply.writeHead(503, {
    'content-type': 'application/json',
    'content-length': body.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'retry-after': String(1 + Math.floor(Math.random() * LONGEST_RETRY_SECONDS)),
  });
  reply.end(body);
}
