import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { answerCalls } from '../threads/answer-calls.ts';
import { deriveKeyNow } from './password.ts';
import type { KeyWanted } from './password-queue.ts';

/** This thread derives keys and does nothing else, one after another; behind the threads that answer: they wait for tenths of seconds, and this one is never in a hurry. */
const NICENESS = 10;
try {
  setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), NICENESS);
} catch {
  // Where threads have no priority of their own it shares the processor like any other.
}

answerCalls((wanted: KeyWanted) => deriveKeyNow(wanted), String);
