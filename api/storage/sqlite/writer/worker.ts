import { workerData } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import { answerCalls } from '../../../threads/answer-calls.ts';
import { StorageError } from '../../storage-error.ts';
import { openDatabase } from '../open-database.ts';
import { type SqliteVerbs, sqliteVerbs } from '../verbs.ts';
import { unpackResponse, type WriterCall, type WriterError, type WriterStart } from './messages.ts';

/**
 * The thread that holds the one writing connection. While it waits for the disk, the thread that talks to the
 * network goes on reading requests. Calls are carried out one after another in the order they were made.
 */
let opened: { readonly database: Database; readonly verbs: SqliteVerbs } | undefined;

function answer(call: WriterCall): unknown {
  if (call === 'open') return open();
  const { verbs } = opened!;
  if ('packed' in call) return verbs.recordResponses(call.packed.map(unpackResponse));
  const carryOut = verbs[call.verb] as (...given: readonly unknown[]) => Promise<unknown>;
  return carryOut(...call.given);
}

function open(): void {
  const { file, busyTimeoutMilliseconds } = workerData as WriterStart;
  const database = openDatabase(file, busyTimeoutMilliseconds);
  opened = { database, verbs: sqliteVerbs(database) };
}

function described(error: unknown): WriterError {
  if (error instanceof StorageError) return { message: error.message, trouble: error.reason };
  return { message: error instanceof Error ? error.message : String(error) };
}

answerCalls(answer, described, () => void opened?.database.close());
