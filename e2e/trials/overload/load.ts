import { setTimeout as wait } from 'node:timers/promises';
import { percentile } from '../percentile.ts';
import { bodyOf, inLetters, newResponse, pathOf, type SurveyAddress } from '../survey.ts';
import { CrowdConnection, type Reply } from './crowd-connection.ts';
import { crowdId, fate, type Stretch, type StretchResult } from './crowd-messages.ts';

const TICK_MILLISECONDS = 5;
const OPENED_AT_ONCE = 20;
const NEWCOMER_EVERY_MILLISECONDS = 100;
/** After a stretch those under way may still be answered. */
const PATIENCE_MILLISECONDS = 5000;
const MOST_RESPONSES = 20_000_000;

/** Collects what came of the requests of one stretch. */
class Notes {
  readonly stored: number[] = [];
  readonly refused: number[] = [];
  readonly newcomers: number[] = [];
  readonly otherStatuses: Record<string, number> = {};
  refusedWithoutRetryAfter = 0;
  offered = 0;
  answered = 0;

  note(milliseconds: number, { status, saysWhenToRetry }: Reply): void {
    if (status === 201) this.stored.push(milliseconds);
    else if (status === 503) {
      this.refused.push(milliseconds);
      if (!saysWhenToRetry) this.refusedWithoutRetryAfter += 1;
    } else this.otherStatuses[status] = (this.otherStatuses[status] ?? 0) + 1;
  }
}

/** Many respondents, each with a connection of its own that stays open; each request is a new response. */
export class Load {
  readonly #port: number;
  readonly #template: readonly [string, string, string];
  readonly #fates = new Uint8Array(MOST_RESPONSES);
  readonly #connections = new Set<CrowdConnection>();
  #responses = 0;

  constructor(port: number, survey: SurveyAddress) {
    this.#port = port;
    this.#template = requestTemplate(survey);
  }

  fates(): Uint8Array {
    return this.#fates.subarray(0, this.#responses);
  }

  async run({ connections, perSecond, seconds }: Stretch): Promise<StretchResult> {
    await this.#gather(connections);
    const notes = new Notes();
    const idle = [...this.#connections];
    let isOver = false;
    let due = perSecond === 0 ? Infinity : 0;
    const send = (connection: CrowdConnection): void =>
      this.#send(connection, notes, () => {
        if (!connection.isOpen || isOver) return;
        if (due >= 1) {
          due -= 1;
          send(connection);
        } else idle.push(connection);
      });

    const cpuBefore = process.cpuUsage();
    const began = performance.now();
    const elapsed = () => performance.now() - began;
    let last = 0;
    let newcomers = 0;
    let ticks = 0;
    let ticksWithoutIdle = 0;
    while (elapsed() < seconds * 1000) {
      const now = elapsed();
      // What could not be offered in a tenth of a second is not made up for.
      if (perSecond > 0) due = Math.min(due + ((now - last) * perSecond) / 1000, perSecond / 10);
      last = now;
      while (due >= 1 && idle.length > 0) {
        const connection = idle.pop()!;
        if (!connection.isOpen) continue;
        send(connection);
        due -= 1;
      }
      ticks += 1;
      if (idle.length === 0) ticksWithoutIdle += 1;
      for (; newcomers < now / NEWCOMER_EVERY_MILLISECONDS; newcomers += 1) this.#comeNew(notes);
      await wait(TICK_MILLISECONDS);
    }
    isOver = true;
    const took = elapsed() / 1000;
    const storedPerSecond = notes.stored.length / took;
    const { user, system } = process.cpuUsage(cpuBefore);
    while (notes.answered < notes.offered && elapsed() < took * 1000 + PATIENCE_MILLISECONDS) await wait(20);
    return {
      offeredPerSecond: notes.offered / took,
      storedPerSecond,
      refused: notes.refused.length,
      refusedWithoutRetryAfter: notes.refusedWithoutRetryAfter,
      otherStatuses: notes.otherStatuses,
      unanswered: notes.offered - notes.answered,
      stored95: percentile(notes.stored, 0.95),
      stored99: percentile(notes.stored, 0.99),
      refused99: percentile(notes.refused, 0.99),
      newcomer99: percentile(notes.newcomers, 0.99),
      shareAllWaiting: ticksWithoutIdle / ticks,
      generatorCores: (user + system) / 1e6 / took,
    };
  }

  /** Opens or closes connections until there are so many. Each new one has had an answer, so it is accepted. */
  async #gather(count: number): Promise<void> {
    for (const connection of this.#connections) {
      if (this.#connections.size <= count) break;
      this.#connections.delete(connection);
      connection.close();
    }
    while (this.#connections.size < count) {
      const wanted = Math.min(OPENED_AT_ONCE, count - this.#connections.size);
      await Promise.all(Array.from({ length: wanted }, () => this.#connected()));
    }
  }

  #connected(): Promise<void> {
    return new Promise((resolve) => {
      const connection = this.#open();
      this.#connections.add(connection);
      this.#send(connection, new Notes(), resolve);
    });
  }

  /** Somebody who was not connected before the rush. */
  #comeNew(notes: Notes): void {
    const began = performance.now();
    const connection = this.#open();
    this.#send(connection, notes, () => {
      notes.newcomers.push(performance.now() - began);
      connection.close();
    });
  }

  #open(): CrowdConnection {
    const connection: CrowdConnection = new CrowdConnection(this.#port, () =>
      this.#connections.delete(connection),
    );
    return connection;
  }

  #send(connection: CrowdConnection, notes: Notes, done: () => void): void {
    const number = this.#responses++;
    const began = performance.now();
    this.#fates[number] = fate.sent;
    notes.offered += 1;
    connection.send(this.#request(number), (reply) => {
      if (reply) {
        notes.answered += 1;
        notes.note(performance.now() - began, reply);
        if (reply.status === 201) this.#fates[number] = fate.acknowledged;
      }
      done();
    });
  }

  #request(number: number): string {
    const id = crowdId(number);
    const [before, between, after] = this.#template;
    return `${before}${id}${between}${inLetters(id)}${after}`;
  }
}

/** The request of any response, as the texts before, between and after its id and its id in letters. */
function requestTemplate(survey: SurveyAddress): readonly [string, string, string] {
  const response = newResponse(8, crowdId(0));
  const body = Buffer.from(bodyOf(survey, response)).toString('latin1');
  const request =
    `PUT ${pathOf(survey, response.id)} HTTP/1.1\r\nhost: 127.0.0.1\r\n` +
    `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  const [before = '', rest = ''] = request.split(response.id);
  const [between = '', after = ''] = rest.split(inLetters(response.id));
  return [before, between, after];
}
