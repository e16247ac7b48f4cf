import { Worker } from 'node:worker_threads';

/** What goes to a thread: a call, answered under its number, or the word to end. */
export type ToThread<Given> = { readonly call: number; readonly given: Given } | 'close';

/** What comes back. An error does not cross threads as what it was: `Sent` is what it needs to be made again. */
export type FromThread<Sent> =
  { readonly call: number; readonly result: unknown } | { readonly call: number; readonly error: Sent };

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A thread that is called by number (`answer-calls.ts` is its other side). Every call is answered once: by the thread,
 * or by the error it ended with. One that has ended is never called again; whoever wants another begins another.
 */
export class CalledThread<Given, Sent> {
  readonly worker: Worker;
  /** Resolves when the thread is no more. */
  readonly ended: Promise<void>;
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;
  #endedBy: Error | undefined;

  /**
   * @param errorOf makes again what the thread threw
   * @param endedBy what those who wait are told when the thread ends; `cause` is what it ended of, if it failed
   */
  constructor(
    script: URL,
    start: unknown,
    errors: { readonly errorOf: (sent: Sent) => Error; readonly endedBy: (cause: unknown) => Error },
  ) {
    this.worker = new Worker(script, { workerData: start });
    let cause: unknown;
    this.worker.on('error', (error) => (cause = error));
    this.worker.on('message', (message: FromThread<Sent>) => {
      const { resolve, reject } = this.#waiting.get(message.call)!;
      this.#waiting.delete(message.call);
      if ('error' in message) reject(errors.errorOf(message.error));
      else resolve(message.result as never);
    });
    this.ended = new Promise((resolve) => {
      this.worker.once('exit', () => {
        this.#endedBy = errors.endedBy(cause);
        for (const { reject } of this.#waiting.values()) reject(this.#endedBy);
        this.#waiting.clear();
        resolve();
      });
    });
  }

  get hasEnded(): boolean {
    return this.#endedBy !== undefined;
  }

  /** Whether nobody waits for it. */
  get isIdle(): boolean {
    return this.#waiting.size === 0;
  }

  call<Result>(given: Given): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#endedBy) return reject(this.#endedBy);
      this.#calls += 1;
      this.#waiting.set(this.#calls, { resolve, reject });
      this.worker.postMessage({ call: this.#calls, given } satisfies ToThread<Given>);
    });
  }

  /** Asks it to end behind what was called before, and waits until it has. */
  close(): Promise<void> {
    this.worker.postMessage('close' satisfies ToThread<Given>);
    return this.ended;
  }
}
