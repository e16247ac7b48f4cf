import { Worker } from 'node:worker_threads';
import type { DeriveKey } from './password-queue.ts';
import type { FromPasswordWorker, ToPasswordWorker } from './password-worker.ts';

export interface PasswordThreads {
  readonly derive: DeriveKey;
  readonly close: () => Promise<void>;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, { resolve: (key: Uint8Array) => void; reject: (error: Error) => void }>;
}

/**
 * Threads of their own for scrypt (the built `password-worker.ts`), begun when they are first needed: the threads
 * that compress pages and read files stay free. If one fails, whoever waits is told, and the next call begins
 * another one. No more run than are asked for at once.
 */
export function passwordThreads(script: URL): PasswordThreads {
  const threads = new Set<Thread>();
  let calls = 0;

  function begin(): Thread {
    const thread: Thread = { worker: new Worker(script), waiting: new Map() };
    let cause: unknown;
    thread.worker.unref();
    thread.worker.on('error', (error) => (cause = error));
    thread.worker.on('message', (message: FromPasswordWorker) => {
      const { resolve, reject } = thread.waiting.get(message.call)!;
      thread.waiting.delete(message.call);
      if (thread.waiting.size === 0) thread.worker.unref();
      if ('key' in message) resolve(message.key);
      else reject(new Error(message.error));
    });
    thread.worker.once('exit', () => {
      threads.delete(thread);
      for (const { reject } of thread.waiting.values()) {
        reject(new Error('The thread that checks passwords ended.', { cause }));
      }
    });
    threads.add(thread);
    return thread;
  }

  return {
    derive: (wanted) =>
      new Promise((resolve, reject) => {
        const thread = [...threads].find(({ waiting }) => waiting.size === 0) ?? begin();
        calls += 1;
        thread.waiting.set(calls, { resolve, reject });
        thread.worker.ref();
        thread.worker.postMessage({ call: calls, wanted } satisfies ToPasswordWorker);
      }),
    async close() {
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    },
  };
}
