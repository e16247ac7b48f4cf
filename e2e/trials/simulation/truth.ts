import { normalCumulative } from '../../../core/numeric/normal-distribution.ts';
import {
  HOUSEHOLDS,
  SEXES,
  AGES,
  SERVICES,
  LESS_WITH_USE,
  COMMITTEE,
  PERSON,
  OVERALL_LEVEL,
  SATISFIED_FROM_CODE,
} from './district.ts';

export interface Truth {
  readonly mean: number;
  readonly street: readonly number[];
  readonly service: number;
  readonly rate: number;
  readonly streetRate: readonly number[];
  readonly index: number;
}

/** The figures of the whole population. */
export function truthOf(streetLevels: readonly number[], streetShares: readonly number[]): Truth {
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

export const score = (point: number) => (100 * (point - 1)) / 9;
export const satisfied = (point: number) => Number(point - 1 >= SATISFIED_FROM_CODE);

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

/** By how much who uses these services is less pleased with each. */
export const lessWith = (used: readonly boolean[]) =>
  (LESS_WITH_USE * (used.filter(Boolean).length - 1)) / (SERVICES.length - 1);

/** The mean of a function of round(normal), kept within 1-10. */
export function expected(level: number, spread: number, of: (point: number) => number): number {
  let sum = 0;
  for (let point = 1; point <= 10; point++) {
    const below = point === 1 ? 0 : normalCumulative((point - 0.5 - level) / spread);
    const upTo = point === 10 ? 1 : normalCumulative((point + 0.5 - level) / spread);
    sum += (upTo - below) * of(point);
  }
  return sum;
}
