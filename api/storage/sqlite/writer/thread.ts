import { Worker } from 'node:worker_threads';
import { StorageError } from '../../storage.ts';
import { type SqliteVerbs, writingVerbs } from '../verbs.ts';
import {
  type FromWriter,
  packResponse,
  type ToWriter,
  type WriterError,
  type WriterStart,
} from './messages.ts';

export interface WriterThread {
  /** The verbs that write, carried out by the thread. */
  readonly verbs: Partial<SqliteVerbs>;
  /** Resolves when everything called before is done and the thread has ended. */
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the writer (the built `worker.ts`) and resolves when it holds the database. */
export async function startWriterThread(script: URL, start: WriterStart): Promise<WriterThread> {
  const worker = new Worker(script, { workerData: start });
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  let ended: Error | undefined;

  const exited = new Promise<void>((resolve) => {
    const end = (error: Error) => {
      ended ??= error;
      for (const { reject } of waiting.values()) reject(ended);
      waiting.clear();
      resolve();
    };
    worker.once('error', (cause) =>
      end(new StorageError('broken', `The writer of ${start.file} failed: ${String(cause)}.`, { cause })),
    );
    worker.once('exit', () => end(new Error(`The database ${start.file} is closed.`)));
  });

  await new Promise<void>((resolve, reject) => {
    worker.once('message', (message: FromWriter) => {
      if (message === 'ready') resolve();
      else if ('notOpened' in message) reject(errorOf(message.notOpened));
    });
    void exited.then(() => reject(ended!));
  });
  worker.on('message', (message: Extract<FromWriter, { call: number }>) => {
    const { resolve, reject } = waiting.get(message.call)!;
    waiting.delete(message.call);
    if ('error' in message) reject(errorOf(message.error));
    else resolve(message.result as never);
  });

  const tell = (message: ToWriter) => worker.postMessage(message);
  function ask<Result>(message: (call: number) => ToWriter): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (ended) return reject(ended);
      calls += 1;
      waiting.set(calls, { resolve, reject });
      tell(message(calls));
    });
  }
  const called =
    (verb: keyof SqliteVerbs) =>
    (...given: readonly unknown[]) =>
      ask((call) => ({ call, verb, given }));
  return {
    verbs: {
      ...(Object.fromEntries(writingVerbs.map((verb) => [verb, called(verb)])) as Partial<SqliteVerbs>),
      recordResponses: (batch) => ask((call) => ({ call, packed: batch.map(packResponse) })),
    },
    async close() {
      tell('close');
      await exited;
    },
  };
}

function errorOf({ message, trouble }: WriterError): Error {
  return trouble ? new StorageError(trouble, message) : new Error(message);
}
