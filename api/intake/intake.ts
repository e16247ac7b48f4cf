import { Problem } from '../problems.ts';
import type { RecordOutcome, ResponseStorage, ResponseToRecord } from '../storage/storage.ts';

/** The one gate through which every answer of a respondent is stored. */
export interface Intake {
  /** Resolves when the answer is on disk. Throws `busy` at once when too many wait. */
  record(response: ResponseToRecord): Promise<RecordOutcome>;
  /** Resolves when everything that was taken in is on disk. */
  drained(): Promise<void>;
}

interface Waiting {
  readonly response: ResponseToRecord;
  readonly resolve: (outcome: RecordOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/** What fits one transaction; durable commits gain little beyond it. */
const MOST_AT_ONCE = 256;
const MOST_WAITING = 4096;

/**
 * Answers that arrive while a commit is under way wait for the next one and are committed together: one
 * fsync for many, and no delay for a lone one. The reply to a respondent leaves after that commit.
 */
export function createIntake(storage: ResponseStorage): Intake {
  const waiting: Waiting[] = [];
  let committing: Promise<void> | undefined;

  async function commitAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MOST_AT_ONCE);
      try {
        const outcomes = await storage.recordResponses(batch.map(({ response }) => response));
        for (const [index, { resolve }] of batch.entries()) resolve(outcomes[index]!);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    committing = undefined;
  }

  return {
    record(response) {
      if (waiting.length >= MOST_WAITING) return Promise.reject(new Problem('busy'));
      return new Promise((resolve, reject) => {
        waiting.push({ response, resolve, reject });
        // After the current turn of the event loop, so that requests read in it share the commit.
        committing ??= new Promise<void>((begin) => setImmediate(begin)).then(commitAll);
      });
    },
    drained: () => committing ?? Promise.resolve(),
  };
}
