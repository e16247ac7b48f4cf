import { CalledThread } from '../../../threads/called-thread.ts';
import { StorageError } from '../../storage-error.ts';
import { type SqliteVerbs, writingVerbs } from '../verbs.ts';
import { packResponse, type WriterCall, type WriterError, type WriterStart } from './messages.ts';

export interface WriterThread {
  /** The verbs that write, carried out by the thread. */
  readonly verbs: Partial<SqliteVerbs>;
  /** Resolves when everything called before is done and the thread has ended. */
  readonly close: () => Promise<void>;
}

/** Starts the writer (the built `worker.ts`) and resolves when it holds the database. */
export async function startWriterThread(script: URL, start: WriterStart): Promise<WriterThread> {
  const thread = new CalledThread<WriterCall, WriterError>(script, start, {
    errorOf: ({ message, trouble }) => (trouble ? new StorageError(trouble, message) : new Error(message)),
    endedBy: (cause) =>
      cause === undefined
        ? new Error(`The database ${start.file} is closed.`)
        : new StorageError('broken', `The writer of ${start.file} failed: ${String(cause)}.`, { cause }),
  });
  try {
    await thread.call('open');
  } catch (error) {
    await thread.close();
    throw error;
  }
  const called =
    (verb: keyof SqliteVerbs) =>
    (...given: readonly unknown[]) =>
      thread.call({ verb, given });
  return {
    verbs: {
      ...(Object.fromEntries(writingVerbs.map((verb) => [verb, called(verb)])) as Partial<SqliteVerbs>),
      recordResponses: (batch) => thread.call({ packed: batch.map(packResponse) }),
    },
    close: () => thread.close(),
  };
}
