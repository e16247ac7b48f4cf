import { Worker } from 'node:worker_threads';
import type { Look } from '../../core/release/release.ts';
import type { EstimatedWave } from './estimate-wave.ts';
import { Problem } from '../problems.ts';
import { StorageError } from '../storage/storage.ts';
import type { Estimator } from './estimator.ts';
import type { EstimatorStart, FromEstimator, ToEstimator } from './estimator-messages.ts';

type Asked = Omit<Exclude<ToEstimator, 'close'>, 'call'>;

const LONGEST_CLOSE_MILLISECONDS = 1000;

interface Waiting {
  readonly resolve: (estimated: EstimatedWave | Look) => void;
  readonly reject: (error: Error) => void;
}

/**
 * An estimator in a thread of its own (the built `estimator-worker.ts`), begun when it is first needed. If the thread
 * fails, whoever waits is told, and the next call begins another one.
 */
export function estimatorThread(script: URL, start: EstimatorStart): Estimator {
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  let running: { readonly worker: Worker; readonly ended: Promise<void> } | undefined;

  function begin() {
    const worker = new Worker(script, { workerData: start });
    let cause: unknown;
    worker.on('error', (error) => (cause = error));
    worker.on('message', (message: FromEstimator) => {
      const { resolve, reject } = waiting.get(message.call)!;
      waiting.delete(message.call);
      if ('estimated' in message) resolve(message.estimated);
      else if ('problem' in message) {
        const { code, details } = message.problem;
        reject(new Problem(code, details ? { details } : {}));
      } else if ('storage' in message) {
        reject(new StorageError(message.storage.reason, message.storage.message));
      } else reject(new Error(message.error));
    });
    const ended = new Promise<void>((resolve) =>
      worker.once('exit', () => {
        running = undefined;
        for (const { reject } of waiting.values()) reject(new Error('The estimator ended.', { cause }));
        waiting.clear();
        resolve();
      }),
    );
    return { worker, ended };
  }

  function call<Answer extends EstimatedWave | Look>(asked: Asked): Promise<Answer> {
    return new Promise((resolve, reject) => {
      running ??= begin();
      calls += 1;
      waiting.set(calls, { resolve: (estimated) => resolve(estimated as Answer), reject });
      running.worker.postMessage({ call: calls, ...asked } satisfies ToEstimator);
    });
  }

  return {
    estimate: (wave, making) => call<EstimatedWave>({ wave, making }),
    lookAt: (wave) => call<Look>({ wave }),
    async close() {
      if (!running) return;
      const { worker, ended } = running;
      worker.postMessage('close' satisfies ToEstimator);
      // Nobody waits for it any more, and it only reads: an estimate of minutes must not hold up the end.
      const limit = setTimeout(() => void worker.terminate(), LONGEST_CLOSE_MILLISECONDS);
      await ended;
      clearTimeout(limit);
    },
  };
}
