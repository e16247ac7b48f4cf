import { carefulLines, evenLines, lonelyLines } from './small-samples.ts';

/** How often something happened, of how many times it could. */
export class Tally {
  private readonly counts = new Map<string, { times: number; of: number }>();

  add(name: string, happened: boolean): void {
    const count = this.counts.get(name) ?? { times: 0, of: 0 };
    this.counts.set(name, { times: count.times + Number(happened), of: count.of + 1 });
  }

  of(name: string): { readonly share: number; readonly of: number } {
    const { times, of } = this.counts.get(name)!;
    return { share: times / of, of };
  }
}

/**
 * Names of what must happen in 94 to 96 % of samples, in at least 94 %, in at least 93 %, and of what may in at most 5 %
 * (a verdict: 2.5 % to each side).
 */
const COVERED = [
  'mean',
  'mean of a street',
  'mean of a service',
  'index',
  'index with drawn blocks',
  'raked mean',
  ...evenLines.map(({ name }) => name),
];
const COVERED_AT_LEAST = ['rate', 'rate of a street', 'ranks', ...carefulLines.map(({ name }) => name)];
const COVERED_NEARLY = lonelyLines.map(({ name }) => name);
const FALSE_FINDINGS = [
  'a change of a street',
  'a change of the headline',
  'a street above or below',
  'a rank where all are alike',
];
const FALSE_VERDICTS = ['met at the threshold', 'not met at the threshold'];

export function judged(tally: Tally, samples: number) {
  const broken: string[] = [];
  const facts = [`${samples} samples`];
  const judge = (name: string, low: number, high: number) => {
    const { share, of } = tally.of(name);
    // Streets of one sample are no samples of their own.
    const slack = (limit: number) => 3 * Math.sqrt((limit * (1 - limit)) / Math.min(of, samples));
    facts.push(`${name} ${(100 * share).toFixed(2)} %`);
    if (share >= low - slack(low) && share <= high + slack(high)) return;
    broken.push(
      `${name}: ${(100 * share).toFixed(2)} %, not ${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)} %`,
    );
  };
  for (const name of COVERED) judge(name, 0.94, 0.96);
  for (const name of COVERED_AT_LEAST) judge(name, 0.94, 1);
  for (const name of COVERED_NEARLY) judge(name, 0.93, 1);
  for (const name of FALSE_FINDINGS) judge(name, 0, 0.05);
  for (const name of FALSE_VERDICTS) judge(name, 0, 0.025);
  return { facts, broken };
}
