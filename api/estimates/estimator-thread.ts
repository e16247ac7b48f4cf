import { Problem } from '../problems.ts';
import { StorageError } from '../storage/storage.ts';
import { CalledThread } from '../threads/called-thread.ts';
import type { Estimator } from './estimator.ts';
import type { EstimateCall, EstimatorError, EstimatorStart } from './estimator-messages.ts';

const LONGEST_CLOSE_MILLISECONDS = 1000;

/**
 * An estimator in a thread of its own (the built `estimator-worker.ts`), begun when it is first needed. If the thread
 * fails, whoever waits is told, and the next call begins another one.
 */
export function estimatorThread(script: URL, start: EstimatorStart): Estimator {
  let running: CalledThread<EstimateCall, EstimatorError> | undefined;
  const endedBy = (cause: unknown) => new Error('The estimator ended.', { cause });
  async function call<Answer>(asked: EstimateCall): Promise<Answer> {
    if (running === undefined || running.hasEnded) {
      running = new CalledThread(script, start, { errorOf, endedBy });
    }
    return running.call(asked);
  }
  return {
    estimate: (wave, making) => call({ wave, making }),
    lookAt: (wave) => call({ wave }),
    async close() {
      if (running === undefined || running.hasEnded) return;
      const { worker } = running;
      // Nobody waits for it any more, and it only reads: an estimate of minutes must not hold up the end.
      const limit = setTimeout(() => void worker.terminate(), LONGEST_CLOSE_MILLISECONDS);
      await running.close();
      clearTimeout(limit);
    },
  };
}

function errorOf(sent: EstimatorError): Error {
  if ('storage' in sent) return new StorageError(sent.storage.reason, sent.storage.message);
  if ('error' in sent) return new Error(sent.error);
  const { code, details } = sent.problem;
  return new Problem(code, details ? { details } : {});
}
