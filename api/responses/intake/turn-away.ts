import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from '../../problems.ts';
import type { Page, Pages } from '../../http/pages.ts';
import { languageOf } from '../../http/language-of.ts';
import type { Language } from '../../../core/questionnaire/local-text.ts';
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
 * all come together. Who opens a survey gets a page that asks to come back; a form that is posted is let through, so
 * that what stands on it is not lost. Tells whether it did.
 */
export function turnAwayWhenFull(intake: Pick<Intake, 'isFull'>, pages: Pick<Pages, 'refusal'>) {
  const drawn = new Map<Language, Page>();
  const pageIn = (language: Language): Page => {
    const page = drawn.get(language) ?? pages.refusal({ language, problem: 'crowded' });
    drawn.set(language, page);
    return page;
  };
  return (request: IncomingMessage, reply: ServerResponse): boolean => {
    if (!intake.isFull) return false;
    const isPage = request.method === 'GET' && request.url?.startsWith('/s/') === true;
    if (request.method !== 'PUT' && !isPage) return false;
    request.resume();
    const { least, most } = HELD_MILLISECONDS;
    const send = isPage
      ? () => sendPage(reply, pageIn(languageOf(/[?&]lang=([\w-]+)/.exec(request.url!)?.[1])))
      : () => sendAway(reply);
    setTimeout(send, least + Math.random() * (most - least));
    return true;
  };
}

function sendPage(reply: ServerResponse, { html, contentSecurityPolicy }: Page): void {
  reply.writeHead(503, {
    'content-type': 'text/html; charset=UTF-8',
    'content-security-policy': contentSecurityPolicy,
    'content-length': Buffer.byteLength(html),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'retry-after': String(1 + Math.floor(Math.random() * LONGEST_RETRY_SECONDS)),
  });
  reply.end(html);
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
