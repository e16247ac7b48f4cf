import { ABSENT } from '../../../core/estimation/figures/coded-column.ts';
import type { SeededRandom } from '../../../core/numeric/seeded-random.ts';
import {
  STREETS,
  COMMITTEES,
  RESIDENTS,
  BLOCKS_ASKED,
  HOUSEHOLDS,
  SEXES,
  AGES,
  SERVICES,
  COMMITTEE,
  PERSON,
  OVERALL_LEVEL,
} from './district.ts';
import { lessWith, type Truth, truthOf } from './truth.ts';

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
  /** @param isSelective whether some answer more readily than others, so that raking is needed */
  sample(random: SeededRandom, isSelective: boolean): Sample;
}

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
