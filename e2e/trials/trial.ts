/** One promise of the product, tried on its built server from outside, or on its statistics by simulation. */
export interface Trial {
  readonly name: string;
  /** What is promised, in one sentence. */
  readonly promise: string;
  readonly run: (scale: Scale) => Promise<Verdict | Skipped>;
}

/** How much of a trial is run, and where its chance comes from. */
export interface Scale {
  readonly isShort: boolean;
  /** The first in full, the second with `--short`. */
  readonly choose: (long: number, short: number) => number;
  /** From 0 (included) to 1; the same numbers for the same `--seed`. */
  readonly random: () => number;
}

/** What became of the answers that were sent. */
export interface Account {
  readonly sent: number;
  readonly acknowledged: number;
  readonly stored: number;
  /** Acknowledged, and not stored. */
  readonly lost: number;
  /** Rows beyond the first under one id. */
  readonly doubled: number;
}

export interface Verdict {
  /** Of a trial that sends answers. */
  readonly account?: Account;
  /** What was measured or counted besides, for the result line. */
  readonly facts: readonly string[];
  /** Each promise that did not hold, in a sentence. */
  readonly broken: readonly string[];
}

/** The trial cannot be carried out on this machine, and why. */
export interface Skipped {
  readonly skipped: string;
}

export function isKept({ account, broken }: Verdict): boolean {
  const isWhole =
    account === undefined || (account.lost === 0 && account.doubled === 0 && account.acknowledged > 0);
  return isWhole && broken.length === 0;
}
