import { parentPort, workerData } from 'node:worker_threads';
import { StorageError } from '../../storage.ts';
import { openDatabase } from '../open-database.ts';
import { sqliteVerbs } from '../verbs.ts';
import {
  type FromWriter,
  type ToWriter,
  unpackResponse,
  type WriterError,
  type WriterStart,
} from './messages.ts';

/**
 * The thread that holds the one writing connection. While it waits for the disk, the thread that talks to the
 * network goes on reading requests. Calls are carried out one after another in the order they were made.
 */
const port = parentPort!;
const tell = (message: FromWriter) => port.postMessage(message);

try {
  const { file, busyTimeoutMilliseconds } = workerData as WriterStart;
  const database = openDatabase(file, busyTimeoutMilliseconds);
  const verbs = sqliteVerbs(database);
  port.on('message', (message: ToWriter) => {
    if (message === 'close') {
      database.close();
      port.close();
      return;
    }
    const { call } = message;
    carriedOut(message).then(
      (result) => tell({ call, result }),
      (error: unknown) => tell({ call, error: described(error) }),
    );
  });
  tell('ready');

  function carriedOut(message: Exclude<ToWriter, 'close'>): Promise<unknown> {
    if ('packed' in message) return verbs.recordResponses(message.packed.map(unpackResponse));
    const carryOut = verbs[message.verb] as (...given: readonly unknown[]) => Promise<unknown>;
    return carryOut(...message.given);
  }
} catch (error) {
  tell({ notOpened: described(error) });
  port.close();
}

function described(error: unknown): WriterError {
  if (error instanceof StorageError) return { message: error.message, trouble: error.reason };
  return { message: error instanceof Error ? error.message : String(error) };
}
