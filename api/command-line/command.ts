import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Settings } from '../settings.ts';

export interface Command {
  readonly name: string;
  /** How it is called, without `manyi`. */
  readonly usage: string;
  readonly summary: string;
  /** What `manyi help <command>` adds. */
  readonly details?: readonly string[];
  /** Returns the exit status. */
  readonly run: (settings: Settings, parameters: readonly string[]) => Promise<number>;
}

/** The command was called wrongly: exit status 2, and a sentence that says how to call it. */
export class CommandError extends Error {}

/** Reads `--name value` options; an unknown or missing one is a `CommandError`. */
export function readOptions<const Options extends NonNullable<ParseArgsConfig['options']>>(
  parameters: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...parameters], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error));
  }
}

export function required(value: string | undefined, option: string): string {
  if (value === undefined || value === '') throw new CommandError(`--${option} is missing.`);
  return value;
}
