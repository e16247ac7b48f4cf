import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { deriveKeyNow } from './password.ts';
import type { KeyWanted } from './password-queue.ts';

/** A thread that derives keys and does nothing else, one after another. */
const port = parentPort!;

/** Behind the threads that answer: they wait for tenths of seconds, and this one is never in a hurry. */
const NICENESS = 10;
try {
  setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), NICENESS);
} catch {
  // Where threads have no priority of their own it shares the processor like any other.
}

export interface ToPasswordWorker {
  readonly call: number;
  readonly wanted: KeyWanted;
}
export type FromPasswordWorker =
  { readonly call: number; readonly key: Uint8Array } | { readonly call: number; readonly error: string };

port.on('message', ({ call, wanted }: ToPasswordWorker) => {
  try {
    port.postMessage({ call, key: deriveKeyNow(wanted) } satisfies FromPasswordWorker);
  } catch (error) {
    port.postMessage({ call, error: String(error) } satisfies FromPasswordWorker);
  }
});
