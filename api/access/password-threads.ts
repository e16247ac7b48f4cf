import { CalledThread } from '../threads/called-thread.ts';
import type { DeriveKey, KeyWanted } from './password-queue.ts';

export interface PasswordThreads {
  readonly derive: DeriveKey;
  readonly close: () => Promise<void>;
}

const errors = {
  errorOf: (message: string) => new Error(message),
  endedBy: (cause: unknown) => new Error('The thread that checks passwords ended.', { cause }),
};

/**
 * Threads of their own for scrypt (the built `password-worker.ts`), begun when they are first needed: the threads
 * that compress pages and read files stay free. If one fails, whoever waits is told, and the next call begins
 * another one. No more run than are asked for at once.
 */
export function passwordThreads(script: URL): PasswordThreads {
  const threads = new Set<CalledThread<KeyWanted, string>>();

  function begin() {
    const thread = new CalledThread<KeyWanted, string>(script, undefined, errors);
    threads.add(thread);
    void thread.ended.then(() => threads.delete(thread));
    return thread;
  }

  return {
    async derive(wanted) {
      const thread = [...threads].find(({ isIdle, hasEnded }) => isIdle && !hasEnded) ?? begin();
      // One that nobody waits for keeps no process from ending.
      thread.worker.ref();
      try {
        return await thread.call(wanted);
      } finally {
        if (thread.isIdle) thread.worker.unref();
      }
    },
    async close() {
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    },
  };
}
