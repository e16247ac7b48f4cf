/** A product with one promise broken on purpose, and the trial whose matter that is. */
export interface Mutant {
  readonly name: string;
  /** What is broken, in a sentence. */
  readonly broken: string;
  readonly trial: string;
  readonly patches: readonly Patch[];
  /** The trial calls functions of the product instead of its server: it is built anew with the patches in it. */
  readonly isInTrial?: boolean;
  /** Also tried with `--short`, which `npm test` does. */
  readonly isQuick?: boolean;
}

/** A text that stands exactly once in a source file, and what stands there instead. */
export interface Patch {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** The source with the patch, which must fit: a mutant that is no mutant proves nothing. */
export function patched(source: string, { file, find, replace }: Patch): string {
  const [before, after, ...more] = source.split(find);
  if (after === undefined || more.length > 0) {
    throw new Error(
      `${file}: "${find}" stands there ${more.length + (after === undefined ? 0 : 1)} times, not once`,
    );
  }
  return `${before}${replace}${after}`;
}
