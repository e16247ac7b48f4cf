import type { Exchange } from './exchange.ts';
import type { ResponseToSend } from './survey.ts';

/** What a respondent knows about one response: sent, perhaps acknowledged, and what the receipt said. */
export interface Entry {
  readonly response: ResponseToSend;
  isAcknowledged: boolean;
  receipt: string | undefined;
  /** How often the server said that it stored it just now. More than once is once too often. */
  timesRecorded: number;
}

/** Everything respondents sent, kept where a crash of the server cannot reach it. */
export class Ledger {
  readonly #entries = new Map<string, Entry>();
  /** What no server may say, whatever else happens to it. */
  readonly faults: string[] = [];

  /** To be called before the first byte leaves. */
  sending(response: ResponseToSend): void {
    if (this.#entries.has(response.id)) return;
    this.#entries.set(response.id, {
      response,
      isAcknowledged: false,
      receipt: undefined,
      timesRecorded: 0,
    });
  }

  note(id: string, exchange: Exchange): void {
    if (!exchange.isAnswered || (exchange.status !== 200 && exchange.status !== 201)) return;
    const entry = this.#entries.get(id)!;
    const { receipt } = JSON.parse(exchange.body) as { receipt: string };
    if (exchange.status === 201) entry.timesRecorded += 1;
    if (entry.timesRecorded > 1) this.#fault('one id was stored "just now" twice');
    if (entry.receipt !== undefined && entry.receipt !== receipt) this.#fault('one id got two receipts');
    entry.isAcknowledged = true;
    entry.receipt = receipt;
  }

  get(id: string): Entry | undefined {
    return this.#entries.get(id);
  }

  get sent(): number {
    return this.#entries.size;
  }

  acknowledged(): readonly Entry[] {
    return [...this.#entries.values()].filter(({ isAcknowledged }) => isAcknowledged);
  }

  #fault(sentence: string) {
    if (!this.faults.includes(sentence)) this.faults.push(sentence);
  }
}
