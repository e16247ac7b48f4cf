import { workerData } from 'node:worker_threads';
import type { Look } from '../../core/release/release.ts';
import { Problem } from '../problems.ts';
import { openForReading } from '../storage/open-storage.ts';
import { type ReadingStorage, StorageError } from '../storage/storage.ts';
import { answerCalls } from '../threads/answer-calls.ts';
import type { EstimatedWave } from './estimate-wave.ts';
import { type Estimator, estimatorHere } from './estimator.ts';
import type { EstimateCall, EstimatorError, EstimatorStart } from './estimator-messages.ts';

/**
 * The thread that estimates: a wave of a million responses takes minutes, in which the thread that talks to the network
 * goes on taking answers. It reads with connections of its own and writes nothing. Waves are estimated one after
 * another.
 */
const { database, software } = workerData as EstimatorStart;

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

/** One after another; whoever comes next does not wait for what became of the last. */
let last: Promise<unknown> = Promise.resolve();
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const turn = last.then(work);
  last = turn.catch(() => undefined);
  return turn;
}

function answer({ wave, making }: EstimateCall) {
  return inTurn<EstimatedWave | Look>(async () => {
    const { estimator } = await open();
    return making ? estimator.estimate(wave, making) : estimator.lookAt(wave);
  });
}

function described(error: unknown): EstimatorError {
  if (error instanceof Problem) return { problem: { code: error.code, details: error.details } };
  if (error instanceof StorageError) return { storage: { reason: error.reason, message: error.message } };
  return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

answerCalls(answer, described, () => inTurn(async () => (await opened)?.storage.close()));
