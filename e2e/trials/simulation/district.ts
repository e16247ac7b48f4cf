/*
 * A district whose true figures are known. Streets are strata, committees primary units; residents of a committee
 * think alike to some degree. An answer on 1-10 is
 *
 *     round(level of the item + of the street + of sex, age and household + committee + person), kept within 1-10,
 *
 * so that the mean over the population is a sum of normal probabilities. A household is drawn and one person in it
 * asked, so a person of a household of d is drawn with a probability in proportion to 1 / d and weighs d. The old and
 * women answer more readily than others, which only raking can mend. Services are used by some, and who uses many is
 * pleased less; of the services one uses, at most `BLOCKS_ASKED` are drawn to be asked about.
 */
export const STREETS = 10;
export const COMMITTEES = 12;
export const RESIDENTS = 8;
export const BLOCKS_ASKED = 2;

export const HOUSEHOLDS = [
  { size: 1, share: 0.2, level: -0.3 },
  { size: 2, share: 0.5, level: 0 },
  { size: 3, share: 0.3, level: 0.4 },
];
export const SEXES = [
  { share: 0.5, answers: 0.9, level: 0.1 },
  { share: 0.5, answers: 0.7, level: -0.1 },
];
export const AGES = [
  { share: 0.3, answers: 0.5, level: -0.4 },
  { share: 0.45, answers: 0.8, level: 0 },
  { share: 0.25, answers: 1, level: 0.5 },
];
/** Domains of which everyone uses some; each is a block with one item. */
export const SERVICES = [
  { level: 0.2, used: 0.8 },
  { level: -0.1, used: 0.6 },
  { level: 0.1, used: 0.5 },
  { level: -0.3, used: 0.35 },
];
/** Points by which users of all services are less pleased with each than users of one alone. */
export const LESS_WITH_USE = 0.3;
export const COMMITTEE = 0.5;
export const PERSON = 1.6;
/** An item everyone is asked, on which the rate rests too. */
export const OVERALL_LEVEL = 7.4;
/** The rate counts 7 and above. */
export const SATISFIED_FROM_CODE = 6;
