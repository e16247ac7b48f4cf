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

/**
 * Reads `--name value` options; an unknown one is a `CommandError`, and so is a word too many.
 *
 * @param mostWords how many words may stand beside the options
 */
export function readOptions<const Options extends NonNullable<ParseArgsConfig['options']>>(
  parameters: readonly string[],
  options: Options,
  mostWords = 0,
) {
  const parsed = parse(parameters, options);
  const [tooMany] = parsed.positionals.slice(mostWords);
  if (tooMany !== undefined) throw new CommandError(`"${tooMany}" is a word too many.`);
  return parsed;
}

function parse<const Options extends NonNullable<ParseArgsConfig['options']>>(
  parameters: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...parameters], options, allowPositionals: true, strict: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const unknown = /^Unknown option '(-[^']*)'/.exec(message)?.[1];
    throw new CommandError(unknown === undefined ? message : `There is no option ${unknown}.`);
  }
}

export function required(value: string | undefined, option: string): string {
  if (value === undefined || value === '') throw new CommandError(`--${option} is missing.`);
  return value;
}
