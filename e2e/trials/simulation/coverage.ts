import { seededRandom } from '../../../core/numeric/seeded-random.ts';
import type { Trial } from '../trial.ts';
import { population } from './population.ts';
import { intervals, raking } from './intervals.ts';
import { nullFindings } from './null-findings.ts';
import { smallSamples } from './small-samples.ts';
import { judged, Tally } from './tally.ts';

export const coverage: Trial = {
  name: 'coverage',
  promise:
    'Intervals of 95 % hold the truth in 94 to 96 % of samples, of rates and of indices with a thin leaf in at least ' +
    '94 %, with single-unit strata in at least 93 %, however unequal the units and clustered the users; where nothing ' +
    'changed or differs, at most 5 % of samples say that anything did.',
  async run({ choose }) {
    const samples = choose(10_000, 400);
    const tally = new Tally();
    const [ordinary, alike] = [population(2), population(0)];
    for (let number = 0; number < samples; number++) {
      const random = seededRandom(`coverage ${number}`);
      intervals(tally, ordinary, random);
      raking(tally, ordinary, random);
      nullFindings(tally, alike, random);
      smallSamples(tally, random);
      // The storage, and whoever watches, gets a turn.
      if (number % 100 === 99) await new Promise(setImmediate);
    }
    return judged(tally, samples);
  },
};
