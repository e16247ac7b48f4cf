import { ABSENT } from '../../../core/estimation/coded-column.ts';
import { normalCumulative } from '../../../core/numeric/normal-distribution.ts';
import type { SeededRandom } from '../../../core/numeric/seeded-random.ts';

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
const STREETS = 10;
const COMMITTEES = 12;
const RESIDENTS = 8;
const BLOCKS_ASKED = 2;

const HOUSEHOLDS = [
  { size: 1, share: 0.2, level: -0.3 },
  { size: 2, share: 0.5, level: 0 },
  { size: 3, share: 0.3, level: 0.4 },
];
const SEXES = [
  { share: 0.5, answers: 0.9, level: 0.1 },
  { share: 0.5, answers: 0.7, level: -0.1 },
];
const AGES = [
  { share: 0.3, answers: 0.5, level: -0.4 },
  { share: 0.45, answers: 0.8, level: 0 },
  { share: 0.25, answers: 1, level: 0.5 },
];
/** Domains of which everyone uses some; each is a block with one item. */
const SERVICES = [
  { level: 0.2, used: 0.8 },
  { level: -0.1, used: 0.6 },
  { level: 0.1, used: 0.5 },
  { level: -0.3, used: 0.35 },
];
/** Points by which users of all services are less pleased with each than users of one alone. */
const LESS_WITH_USE = 0.3;
const COMMITTEE = 0.5;
const PERSON = 1.6;
/** An item everyone is asked, on which the rate rests too. */
const OVERALL_LEVEL = 7.4;

export interface Truth {
  readonly mean: number;
  readonly street: readonly number[];
  readonly service: number;
  readonly rate: number;
  readonly streetRate: readonly number[];
  readonly index: number;
}

export interface Sample {
  readonly weights: Float64Array;
  readonly street: Int32Array;
  readonly committee: Int32Array;
  readonly sex: Int32Array;
  readonly age: Int32Array;
  /** Codes 0-9 of the overall item. */
  readonly overall: Int8Array;
  /** Codes of each service where it is used. */
  readonly services: readonly Int8Array[];
  /** The same where its block was drawn besides, with the probability of that. */
  readonly asked: readonly { readonly codes: Int8Array; readonly askingProbabilities: Float64Array }[];
}

export interface Population {
  readonly truth: Truth;
  readonly streetShares: readonly number[];
  readonly sexShares: readonly number[];
  readonly ageShares: readonly number[];
  /** `raked: false`: everybody answers alike, as where there is no need of raking. */
  sample(random: SeededRandom, isSelective: boolean): Sample;
}

export const streetCount = STREETS;
export const serviceCount = SERVICES.length;
/** The rate counts 7 and above. */
export const SATISFIED_FROM_CODE = 6;

/** @param spread of the streets' levels; 0: all streets are alike */
export function population(spread: number): Population {
  const streetLevels = Array.from({ length: STREETS }, (_, at) => spread * (at / (STREETS - 1) - 0.5));
  const streetShares = normalised(Array.from({ length: STREETS }, (_, at) => 1 + (at % 4) / 2));
  return {
    truth: truthOf(streetLevels, streetShares),
    streetShares,
    sexShares: SEXES.map(({ share }) => share),
    ageShares: AGES.map(({ share }) => share),
    sample: (random, isSelective) => draw(random, streetLevels, streetShares, isSelective),
  };
}

function truthOf(streetLevels: readonly number[], streetShares: readonly number[]): Truth {
  const spread = Math.hypot(COMMITTEE, PERSON);
  const people = HOUSEHOLDS.flatMap((household) =>
    SEXES.flatMap((sex) =>
      AGES.map((age) => ({
        share: household.share * sex.share * age.share,
        level: household.level + sex.level + age.level,
      })),
    ),
  );
  const inStreet = (street: number, level: number, of: (point: number) => number) =>
    people.reduce(
      (sum, person) =>
        sum + person.share * expected(level + streetLevels[street]! + person.level, spread, of),
      0,
    );
  const overall = (of: (point: number) => number) =>
    streetLevels.map((_, street) => inStreet(street, OVERALL_LEVEL, of));
  const score = (point: number) => (100 * (point - 1)) / 9;
  const satisfied = (point: number) => Number(point - 1 >= SATISFIED_FROM_CODE);
  const all = (values: readonly number[]) =>
    values.reduce((sum, value, at) => sum + value * streetShares[at]!, 0);
  const services = SERVICES.map((service, own) =>
    usePatterns().reduce(
      (sums, { used, probability }) => {
        if (!used[own]) return sums;
        const level = OVERALL_LEVEL + service.level - lessWith(used);
        const mean = all(streetLevels.map((_, street) => inStreet(street, level, score)));
        return { weight: sums.weight + probability, sum: sums.sum + probability * mean };
      },
      { weight: 0, sum: 0 },
    ),
  ).map(({ weight, sum }) => sum / weight);
  const street = overall(score);
  const streetRate = overall(satisfied);
  return {
    mean: all(street),
    street,
    service: services.at(-1)!,
    rate: all(streetRate),
    streetRate,
    index: services.reduce((sum, value) => sum + value / services.length, 0),
  };
}

/** All sets of used services, with their probabilities. */
function usePatterns(): readonly { readonly used: readonly boolean[]; readonly probability: number }[] {
  return Array.from({ length: 2 ** SERVICES.length }, (_, pattern) => {
    const used = SERVICES.map((_, at) => ((pattern >> at) & 1) === 1);
    const probability = SERVICES.reduce(
      (product, { used: share }, at) => product * (used[at] ? share : 1 - share),
      1,
    );
    return { used, probability };
  });
}

const lessWith = (used: readonly boolean[]) =>
  (LESS_WITH_USE * (used.filter(Boolean).length - 1)) / (SERVICES.length - 1);

/** The mean of a function of round(normal), kept within 1-10. */
function expected(level: number, spread: number, of: (point: number) => number): number {
  let sum = 0;
  for (let point = 1; point <= 10; point++) {
    const below = point === 1 ? 0 : normalCumulative((point - 0.5 - level) / spread);
    const upTo = point === 10 ? 1 : normalCumulative((point + 0.5 - level) / spread);
    sum += (upTo - below) * of(point);
  }
  return sum;
}

function draw(
  random: SeededRandom,
  streetLevels: readonly number[],
  streetShares: readonly number[],
  isSelective: boolean,
): Sample {
  const count = STREETS * COMMITTEES * RESIDENTS;
  const ints = () => new Int32Array(count);
  const codes = () => new Int8Array(count).fill(ABSENT);
  const sample = {
    weights: new Float64Array(count),
    street: ints(),
    committee: ints(),
    sex: ints(),
    age: ints(),
    overall: codes(),
    services: SERVICES.map(codes),
    asked: SERVICES.map(() => ({ codes: codes(), askingProbabilities: new Float64Array(count).fill(1) })),
  };
  // Drawn in proportion to share / size.
  const households = normalised(HOUSEHOLDS.map(({ share, size }) => share / size));
  let row = 0;
  for (let street = 0; street < STREETS; street++) {
    for (let committee = 0; committee < COMMITTEES; committee++) {
      const common = streetLevels[street]! + COMMITTEE * random.normal();
      for (let resident = 0; resident < RESIDENTS; resident++, row++) {
        const [sex, age] = respondent(random, isSelective);
        const household = pick(random, households);
        const own = common + SEXES[sex]!.level + AGES[age]!.level + HOUSEHOLDS[household]!.level;
        const answer = (level: number) =>
          Math.min(9, Math.max(0, Math.round(level + own + PERSON * random.normal()) - 1));
        sample.street[row] = street;
        sample.committee[row] = committee;
        sample.sex[row] = sex;
        sample.age[row] = age;
        sample.weights[row] = HOUSEHOLDS[household]!.size * streetShares[street]!;
        sample.overall[row] = answer(OVERALL_LEVEL);
        const used = SERVICES.map(({ used: share }) => random.next() < share);
        const eligible = used.flatMap((isUsed, at) => (isUsed ? [at] : []));
        for (const at of eligible) {
          sample.services[at]![row] = answer(OVERALL_LEVEL + SERVICES[at]!.level - lessWith(used));
        }
        const drawn = Math.min(BLOCKS_ASKED, eligible.length);
        for (let place = 0; place < drawn; place++) {
          const swap = place + random.integer(eligible.length - place);
          [eligible[place], eligible[swap]] = [eligible[swap]!, eligible[place]!];
          const { codes: asked, askingProbabilities } = sample.asked[eligible[place]!]!;
          asked[row] = sample.services[eligible[place]!]![row]!;
          askingProbabilities[row] = drawn / eligible.length;
        }
      }
    }
  }
  return sample;
}

/** Somebody is called on until one answers. */
function respondent(random: SeededRandom, isSelective: boolean): readonly [sex: number, age: number] {
  for (;;) {
    const sex = pick(
      random,
      SEXES.map(({ share }) => share),
    );
    const age = pick(
      random,
      AGES.map(({ share }) => share),
    );
    if (!isSelective || random.next() < SEXES[sex]!.answers * AGES[age]!.answers) return [sex, age];
  }
}

function pick(random: SeededRandom, shares: readonly number[]): number {
  let left = random.next();
  for (const [at, share] of shares.entries()) {
    left -= share;
    if (left < 0) return at;
  }
  return shares.length - 1;
}

function normalised(values: readonly number[]): readonly number[] {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}
