import { Problem } from '../../problems.ts';
import {
  type RecordOutcome,
  type ResponseToRecord,
  type Storage,
  StorageError,
} from '../../storage/storage.ts';

/** The one gate through which every answer of a respondent is stored. */
export interface Intake {
  /**
   * Resolves when the answer is on disk. Throws `busy` at once when too many wait, and `notStoredNow` when the
   * storage could not take it; the respondent's device keeps the answer and sends it again.
   */
  record(response: ResponseToRecord): Promise<RecordOutcome>;
  /** Resolves when everything that was taken in is on disk, or refused. */
  drained(): Promise<void>;
  /** How many answers wait for their commit. */
  readonly waiting: number;
  /** No more can wait. */
  readonly isFull: boolean;
}

export interface IntakeOptions {
  /** How many answers may wait; more are refused at once. */
  readonly mostWaiting?: number;
  /** The storage can no longer be trusted: nothing more is acknowledged, and the process should end. */
  readonly onBroken?: (error: StorageError) => void;
  /** After each commit: how many answers, and how long it took. */
  readonly onCommitted?: (answers: number, milliseconds: number) => void;
  /** A commit did not come about; its answers were refused. */
  readonly onFailed?: (error: StorageError) => void;
}

interface Waiting {
  readonly response: ResponseToRecord;
  readonly resolve: (outcome: RecordOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/** What fits one transaction; durable commits gain little beyond it. */
const MOST_AT_ONCE = 256;
/** Some tenths of a second of work: who waits longer is better told to come again. */
const MOST_WAITING = 2048;
/**
 * While one commit waits for the disk the next is made ready. SQLite has one writer, PostgreSQL several; beyond
 * this the batches only become smaller.
 */
const COMMITS_AT_ONCE = { sqlite: 2, postgres: 4 } as const;

/**
 * Answers that arrive while commits are under way wait for the next one and are committed together: one fsync
 * for many, and no delay for a lone one. The reply to a respondent leaves after that commit.
 */
export function createIntake(storage: Storage, options: IntakeOptions = {}): Intake {
  const { mostWaiting = MOST_WAITING, onBroken, onCommitted, onFailed } = options;
  const waiting: Waiting[] = [];
  const mostCommits = COMMITS_AT_ONCE[storage.engine];
  let commits = 0;
  let isTurnAwaited = false;
  let isBroken = false;
  let tellDrained: (() => void)[] = [];

  /** After the current turn of the event loop, so that requests read in it share the commit. */
  function commitAfterThisTurn(): void {
    if (isTurnAwaited) return;
    isTurnAwaited = true;
    setImmediate(() => {
      isTurnAwaited = false;
      while (commits < mostCommits && waiting.length > 0) void commit(waiting.splice(0, MOST_AT_ONCE));
    });
  }

  async function commit(batch: readonly Waiting[]): Promise<void> {
    commits += 1;
    const began = performance.now();
    try {
      const outcomes = await storage.recordResponses(batch.map(({ response }) => response));
      onCommitted?.(batch.length, performance.now() - began);
      for (const [index, { resolve }] of batch.entries()) resolve(outcomes[index]!);
    } catch (error) {
      refuse(batch, error);
    }
    commits -= 1;
    if (waiting.length > 0) commitAfterThisTurn();
    else if (commits === 0) {
      for (const tell of tellDrained) tell();
      tellDrained = [];
    }
  }

  function refuse(batch: readonly Waiting[], error: unknown): void {
    const refusal = error instanceof StorageError ? new Problem('notStoredNow') : error;
    for (const { reject } of batch) reject(refusal);
    if (!(error instanceof StorageError)) return;
    onFailed?.(error);
    if (error.reason !== 'broken' || isBroken) return;
    // As after a failed fsync: what the disk holds is not known, so nothing is promised any more.
    isBroken = true;
    refuse(waiting.splice(0), error);
    onBroken?.(error);
  }

  return {
    record(response) {
      if (isBroken) return Promise.reject(new Problem('notStoredNow'));
      if (waiting.length >= mostWaiting) return Promise.reject(new Problem('busy'));
      return new Promise((resolve, reject) => {
        waiting.push({ response, resolve, reject });
        if (commits < mostCommits) commitAfterThisTurn();
      });
    },
    drained() {
      if (waiting.length === 0 && commits === 0) return Promise.resolve();
      return new Promise((resolve) => void tellDrained.push(resolve));
    },
    get waiting() {
      return waiting.length;
    },
    get isFull() {
      return waiting.length >= mostWaiting;
    },
  };
}
