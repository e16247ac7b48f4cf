import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '../problems.ts';
import { openForReading } from '../storage/open-storage.ts';
import { type ReadingStorage, StorageError } from '../storage/storage.ts';
import { type Estimator, estimatorHere } from './estimator.ts';
import type { EstimatorStart, FromEstimator, ToEstimator } from './estimator-messages.ts';

/**
 * The thread that estimates: a wave of a million responses takes minutes, in which the thread that talks to the network
 * goes on taking answers. It reads with connections of its own and writes nothing. Waves are estimated one after
 * another.
 */
const port = parentPort!;
const { database, software } = workerData as EstimatorStart;
const tell = (message: FromEstimator) => port.postMessage(message);

/** Opened when first asked for, and again after that failed: the storage may be away for a while. */
let opened: Promise<{ readonly storage: ReadingStorage; readonly estimator: Estimator }> | undefined;
function open() {
  opened ??= openForReading(database).then((storage) => ({
    storage,
    estimator: estimatorHere(storage, software),
  }));
  opened.catch(() => (opened = undefined));
  return opened;
}

let last: Promise<unknown> = Promise.resolve();
port.on('message', (message: ToEstimator) => {
  last = last.then(() => (message === 'close' ? close() : carryOut(message)));
});

async function carryOut({ call, wave, making }: Exclude<ToEstimator, 'close'>): Promise<void> {
  try {
    const { estimator } = await open();
    const estimated = await (making ? estimator.estimate(wave, making) : estimator.lookAt(wave));
    tell({ call, estimated });
  } catch (error) {
    if (error instanceof Problem) tell({ call, problem: { code: error.code, details: error.details } });
    else if (error instanceof StorageError) {
      tell({ call, storage: { reason: error.reason, message: error.message } });
    } else tell({ call, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

async function close(): Promise<void> {
  await (await opened)?.storage.close();
  port.close();
}
