/** A stream of pseudo-random numbers that is the same for the same seed, on every machine. */
export interface SeededRandom {
  /** Uniform on [0, 1), in steps of 2^-32. */
  next(): number;
  /** Uniform on 0, 1, ..., upTo - 1. */
  integer(upTo: number): number;
  /** Standard normal. */
  normal(): number;
}

/**
 * Source: sfc32, C. Doty-Humphrey's "small fast counting" generator (PractRand, 2010): three words of mixed
 * state and a counter, so that every seed has a period of at least 2^32. The seed is spread over the state with
 * the 32-bit finaliser of MurmurHash3 (A. Appleby, 2008), and 15 outputs are thrown away so that near seeds
 * give unlike streams. Not for secrets.
 *
 * @example
 * const random = seededRandom('wave-2026');
 * [1, 2, 3, 4, 5].map(() => random.integer(6) + 1); // [2, 5, 6, 4, 4] (a die, the same each time)
 */
export function seededRandom(seed: number | string): SeededRandom {
  let [a, b, c] = seedWords(String(seed));
  let counter = 1;

  function word(): number {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    return result >>> 0;
  }
  for (let discarded = 0; discarded < 15; discarded++) word();

  const next = (): number => word() / 2 ** 32;
  return { next, integer: (upTo) => integerBelow(upTo, word), normal: () => normalFrom(next) };
}

/** Words above the largest multiple of `upTo` are drawn again: taking them modulo would favour small numbers. */
function integerBelow(upTo: number, word: () => number): number {
  if (!Number.isInteger(upTo) || upTo < 1 || upTo > 2 ** 32) {
    throw new RangeError(`integer requires a whole number from 1 to 2^32 (got ${upTo})`);
  }
  const end = 2 ** 32 - (2 ** 32 % upTo);
  let drawn = word();
  while (drawn >= end) drawn = word();
  return drawn % upTo;
}

/** The polar method (G. Marsaglia and T. A. Bray, 1964, SIAM Review 6, 260-264). */
function normalFrom(next: () => number): number {
  for (;;) {
    const x = 2 * next() - 1;
    const y = 2 * next() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
  }
}

function seedWords(seed: string): [number, number, number] {
  let hash = 0x9e3779b9 ^ seed.length;
  for (let index = 0; index < seed.length; index++) {
    hash = Math.imul(hash ^ seed.charCodeAt(index), 0xcc9e2d51);
    hash = (hash << 13) | (hash >>> 19);
  }
  const nextWord = (): number => {
    hash = (hash + 0x9e3779b9) | 0;
    let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  };
  return [nextWord(), nextWord(), nextWord()];
}
