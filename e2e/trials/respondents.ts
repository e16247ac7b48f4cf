import { setMaxListeners } from 'node:events';
import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { exchange, type Exchange } from './exchange.ts';
import type { Ledger } from './ledger.ts';
import { bodyOf, newResponse, pathOf, type ResponseToSend, type SurveyAddress } from './survey.ts';

export interface Respondents {
  /** Resolves when each has its last answer, or knows that none comes. */
  readonly stop: () => Promise<void>;
}

export interface Crowd {
  readonly port: number;
  readonly survey: SurveyAddress;
  readonly ledger: Ledger;
  readonly count?: number;
  /** Each waits so long between two responses. */
  readonly pauseMilliseconds?: number;
  readonly saw?: (exchange: Exchange, response: ResponseToSend) => void;
}

/** Behave as phones do: each sends a response until it is acknowledged, then the next. */
export function startRespondents({ count = 64, pauseMilliseconds = 0, ...crowd }: Crowd): Respondents {
  const agent = new Agent({ keepAlive: true, maxSockets: count });
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  const one = async () => {
    while (!stopping.signal.aborted) {
      await sendUntilAcknowledged(newResponse(), { ...crowd, agent, stopping: stopping.signal });
      await rest(pauseMilliseconds, stopping.signal);
    }
  };
  const all = Promise.all(Array.from({ length: count }, one));
  return {
    async stop() {
      stopping.abort();
      await all;
      agent.destroy();
    },
  };
}

export interface Sender extends Omit<Crowd, 'count' | 'pauseMilliseconds'> {
  readonly agent: Agent;
  readonly stopping?: AbortSignal;
}

/** Sends again on no answer and on "busy", as the page does; returns the last exchange. */
export async function sendUntilAcknowledged(response: ResponseToSend, sender: Sender): Promise<Exchange> {
  const { port, survey, ledger, agent, saw, stopping } = sender;
  ledger.sending(response);
  for (;;) {
    const body = bodyOf(survey, response);
    const came = await exchange({ port, path: pathOf(survey, response.id), agent, body });
    ledger.note(response.id, came);
    saw?.(came, response);
    const isRefusedForNow = came.isAnswered && came.status === 503;
    if ((came.isAnswered && !isRefusedForNow) || stopping?.aborted === true) return came;
    await rest(isRefusedForNow ? (came.retryAfterSeconds ?? 1) * 1000 : 50, stopping);
  }
}

/** Sends everything acknowledged once more: each must be acknowledged again, as stored before. */
export async function resendAcknowledged(
  crowd: Omit<Crowd, 'pauseMilliseconds'>,
): Promise<{ readonly resent: number; readonly otherwise: number }> {
  const { count = 64 } = crowd;
  const agent = new Agent({ keepAlive: true, maxSockets: count });
  const left = [...crowd.ledger.acknowledged()];
  const resent = left.length;
  let otherwise = 0;
  const one = async () => {
    for (let entry = left.pop(); entry !== undefined; entry = left.pop()) {
      const came = await sendUntilAcknowledged(entry.response, { ...crowd, agent });
      if (!came.isAnswered || came.status !== 200) otherwise += 1;
    }
  };
  await Promise.all(Array.from({ length: count }, one));
  agent.destroy();
  return { resent, otherwise };
}

async function rest(milliseconds: number, stopping: AbortSignal | undefined): Promise<void> {
  if (milliseconds === 0 || stopping?.aborted === true) return;
  await wait(milliseconds, undefined, stopping ? { signal: stopping } : {}).catch(() => undefined);
}
