import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '../problems.ts';
import { openForReading } from '../storage/open-storage.ts';
import { estimatorHere } from './estimator.ts';
import type { EstimatorStart, FromEstimator, ToEstimator } from './estimator-messages.ts';

/**
 * The thread that estimates: a wave of a million responses takes seconds, in which the thread that talks to the network
 * goes on taking answers. It reads with connections of its own and writes nothing. Waves are estimated one after
 * another.
 */
const port = parentPort!;
const { database, software } = workerData as EstimatorStart;
const storage = await openForReading(database);
const estimator = estimatorHere(storage, software);
const tell = (message: FromEstimator) => port.postMessage(message);

let last: Promise<unknown> = Promise.resolve();
port.on('message', (message: ToEstimator) => {
  last = last.then(() => (message === 'close' ? close() : carryOut(message)));
});

async function carryOut({ call, wave, number }: Exclude<ToEstimator, 'close'>): Promise<void> {
  try {
    tell({ call, release: await estimator.estimate(wave, number) });
  } catch (error) {
    if (error instanceof Problem) tell({ call, problem: { code: error.code, details: error.details } });
    else tell({ call, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

async function close(): Promise<void> {
  await storage.close();
  port.close();
}
