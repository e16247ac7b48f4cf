import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { chineseHabits } from './chinese-habits.ts';

const LEAST_CHARACTERS = 10;
const MOST_CHARACTERS = 200;
/** A billion guesses: what an offline attack on scrypt makes in some years, and an online one never. */
const LEAST_GUESSES_LOG10 = 9;
/** More is not looked at: estimating takes longer than in proportion, and so much alone is enough. */
const MOST_EXAMINED = 40;

const estimator = new ZxcvbnFactory({
  dictionary: { ...dictionary, chineseHabits: [...chineseHabits] },
  graphs: adjacencyGraphs,
});

/**
 * Whether a password has at least ten characters and would take a guesser more than a billion tries who knows the
 * lists of common passwords (also with digits for letters), keyboard walks, years, repeats, what Chinese people
 * like to choose, and the person's name.
 */
export function isStrongEnough(password: string, name: string): boolean {
  const plain = password.normalize('NFKC');
  const characters = [...plain];
  if (characters.length < LEAST_CHARACTERS || plain.length > MOST_CHARACTERS) return false;
  const known = [name, ...name.split(/[\s@._-]+/)].filter((part) => [...part].length > 1);
  const examined = characters.slice(0, MOST_EXAMINED).join('');
  return [examined, unshifted(examined)].every(
    (each) => estimator.check(each, known).guessesLog10 >= LEAST_GUESSES_LOG10,
  );
}

/** As it would have been without the shift key: `1qaz@WSX` walks over the keyboard as `1qaz2wsx` does. */
function unshifted(password: string): string {
  const digits = ')!@#$%^&*(';
  return password.toLowerCase().replace(/[)!@#$%^&*(]/g, (sign) => String(digits.indexOf(sign)));
}
