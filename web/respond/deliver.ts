import type { ProblemBody, ProblemCode } from '../../api/problems.ts';
import type { Issue } from '../../core/questionnaire/issue.ts';
import type { Disposition } from '../../core/questionnaire/routing.ts';
import type { Parcel } from './outbox.ts';

/** What became of one attempt. Only `stored` may be told to the person as success. */
export type Delivery =
  | { readonly kind: 'stored'; readonly receipt: string; readonly disposition: Disposition }
  /** An answer that sending again cannot change. */
  | { readonly kind: 'refused'; readonly problem: ProblemCode; readonly issues: readonly Issue[] }
  | { readonly kind: 'unreached'; readonly retryAfterSeconds: number };

const PATIENCE_MILLISECONDS = 20_000;

/** One attempt. Sending the same parcel again is safe: its id makes the server store it once. */
export async function deliver(parcel: Parcel): Promise<Delivery> {
  const impatience = new AbortController();
  const timer = setTimeout(() => impatience.abort(), PATIENCE_MILLISECONDS);
  try {
    const reply = await fetch(`/api/waves/${encodeURIComponent(parcel.wave)}/responses/${parcel.id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parcel.record),
      credentials: 'omit',
      signal: impatience.signal,
    });
    if (reply.status >= 500 || reply.status === 429) {
      return { kind: 'unreached', retryAfterSeconds: Number(reply.headers.get('retry-after')) || 0 };
    }
    const body: unknown = await reply.json();
    if (reply.ok) return { kind: 'stored', ...(body as { receipt: string; disposition: Disposition }) };
    const { code, issues = [] } = body as ProblemBody;
    return { kind: 'refused', problem: code, issues };
  } catch {
    // No network, no patience, or a hotel's sign-in page instead of our JSON: the same remedy, try again.
    return { kind: 'unreached', retryAfterSeconds: 0 };
  } finally {
    clearTimeout(timer);
  }
}

const LONGEST_PAUSE_SECONDS = 60;

/**
 * How long to wait before the next attempt: 1, 2, 4 ... 60 s, and never less than the server asked for. Half of
 * it is left to chance, so that phones that lost the same network do not come back in step.
 */
export function pauseSeconds(attempts: number, retryAfterSeconds: number, chance: number): number {
  const backoff = Math.min(LONGEST_PAUSE_SECONDS, 2 ** Math.max(0, attempts - 1));
  return Math.max(retryAfterSeconds, backoff * (0.5 + chance / 2));
}
