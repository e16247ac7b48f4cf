import type { SampleDesignInput } from './design/sample-design.ts';

/**
 * A sample of sixty made by formulas that R can repeat, for the tests of this folder and of `indices`: three
 * strata of five clusters of four, unequal weights, three items on 1-10 of which two have gaps. The same in R,
 * where the tests' reference numbers were made (R 4.2.2, survey 4.1-1, options(digits = 17)):
 *
 *     i <- 0:59
 *     s <- data.frame(stratum = i %% 3, cluster = (i %/% 3) %% 5, w = 1 + (7*i) %% 11 / 4,
 *       q1 = ifelse(i %% 9 == 4, NA, 1 + (i^2 + 3*i) %% 10),
 *       q2 = ifelse(i %% 7 == 2, NA, 1 + (i^3 + 5*i + i %/% 10) %% 10),
 *       q3 = 1 + (7*i^2 + i %/% 4) %% 10, part = i %% 4 == 1)
 *     d <- svydesign(~cluster, strata = ~stratum, weights = ~w, data = s, nest = TRUE)
 */
export const referenceRows: readonly number[] = Array.from({ length: 60 }, (_, i) => i);

export const referenceDesign: SampleDesignInput & { readonly weights: readonly number[] } = {
  weights: referenceRows.map((i) => 1 + ((7 * i) % 11) / 4),
  strata: referenceRows.map((i) => i % 3),
  clusters: referenceRows.map((i) => Math.floor(i / 3) % 5),
};

export const referenceItems = {
  q1: referenceRows.map((i) => (i % 9 === 4 ? NaN : 1 + ((i ** 2 + 3 * i) % 10))),
  q2: referenceRows.map((i) => (i % 7 === 2 ? NaN : 1 + ((i ** 3 + 5 * i + Math.floor(i / 10)) % 10))),
  q3: referenceRows.map((i) => 1 + ((7 * i ** 2 + Math.floor(i / 4)) % 10)),
};

/** `part` in R. */
export const referencePart: Uint8Array = Uint8Array.from(referenceRows, (i) => (i % 4 === 1 ? 1 : 0));
