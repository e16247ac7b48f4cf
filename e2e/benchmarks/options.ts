import { parseArgs } from 'node:util';

export interface Options {
  readonly isQuick: boolean;
  readonly pairs: number;
  readonly seconds: number;
  /** A checkout of an earlier version to measure beside. */
  readonly before?: string;
}

export function readOptions(given: readonly string[]): Options & { readonly names: readonly string[] } {
  const { values, positionals } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: {
      quick: { type: 'boolean' },
      pairs: { type: 'string' },
      seconds: { type: 'string' },
      before: { type: 'string' },
    },
  });
  const isQuick = values.quick === true;
  return {
    names: positionals,
    isQuick,
    pairs: Number(values.pairs ?? (isQuick ? 3 : 9)),
    seconds: Number(values.seconds ?? (isQuick ? 1 : 3)),
    ...(values.before === undefined ? {} : { before: values.before }),
  };
}
