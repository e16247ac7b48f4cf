import { Agent } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { exchange } from '../exchange.ts';
import type { Ledger } from '../ledger.ts';
import { percentile } from '../percentile.ts';
import type { Promises } from '../promises.ts';
import { bodyOf, newResponse, pathOf, type SurveyAddress } from '../survey.ts';

const PAUSE_MILLISECONDS = 20;
const MOST_MILLISECONDS = 250;
/** A machine that is busy with other things makes everybody wait, without anything being wrong. */
const TIMES_CALM = 3;

/** Somebody who asks for health, somebody who opens the survey, somebody who answers: each again and again. */
export class Bystanders {
  readonly #port: number;
  readonly #survey: SurveyAddress;
  readonly #ledger: Ledger;
  readonly #own = monitorEventLoopDelay({ resolution: 5 });
  #calm = 0;

  constructor(port: number, survey: SurveyAddress, ledger: Ledger) {
    this.#port = port;
    this.#survey = survey;
    this.#ledger = ledger;
  }

  /** How long the slowest may wait: promised, or what they wait on this machine when nobody else comes. */
  get limit(): number {
    return Math.max(MOST_MILLISECONDS, TIMES_CALM * this.#calm) + this.ownDelay;
  }

  sent(id: string): boolean {
    return this.#ledger.get(id) !== undefined;
  }

  /** How late this process, which does next to nothing, was itself: a machine that is short makes all wait. */
  get ownDelay(): number {
    return (2 * this.#own.max) / 1e6;
  }

  /** The slowest of those who came when nobody else did. */
  get calm(): number {
    return this.#calm;
  }

  async beCalm(milliseconds: number): Promise<void> {
    const stop = this.#start();
    await wait(milliseconds);
    this.#calm = percentile(await stop(), 1);
  }

  /** Judges how long they waited while `work` was under way. */
  async during(what: string, promises: Promises, work: () => Promise<void>): Promise<void> {
    this.#own.reset();
    this.#own.enable();
    const stop = this.#start();
    await work();
    const slowest = percentile(await stop(), 1);
    this.#own.disable();
    promises.expect(
      slowest <= this.limit,
      `others waited ${Math.round(slowest)} ms during ${what}, not ${Math.round(this.limit)} ms at most`,
    );
    promises.tell(
      `others waited ${Math.round(slowest)} ms at most (calm ${Math.round(this.#calm)}) during ${what}`,
    );
  }

  #start(): () => Promise<readonly number[]> {
    const agent = new Agent({ keepAlive: true, maxSockets: 3 });
    const times: number[] = [];
    let isOver = false;
    const again = async (ask: () => Promise<{ readonly milliseconds: number }>) => {
      while (!isOver) {
        times.push((await ask()).milliseconds);
        await wait(PAUSE_MILLISECONDS);
      }
    };
    const get = (path: string) => exchange({ port: this.#port, path, agent, method: 'GET', body: '' });
    const all = Promise.all([
      again(() => get('/healthz')),
      again(() => get(`/s/${this.#survey.wave}`)),
      again(async () => {
        const response = newResponse(9);
        this.#ledger.sending(response);
        const body = bodyOf(this.#survey, response);
        const came = await exchange({
          port: this.#port,
          path: pathOf(this.#survey, response.id),
          agent,
          body,
        });
        this.#ledger.note(response.id, came);
        return came;
      }),
    ]);
    return async () => {
      isOver = true;
      await all;
      agent.destroy();
      return times;
    };
  }
}
