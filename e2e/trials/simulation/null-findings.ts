import { againstTheOthers } from '../../../core/estimation/comparisons/against-the-others.ts';
import { changeBetween } from '../../../core/estimation/comparisons/change-between.ts';
import { changeWord } from '../../../core/judgement/change-word.ts';
import type { Estimate } from '../../../core/estimation/errors/estimate.ts';
import { holm } from '../../../core/estimation/comparisons/holm.ts';
import { known } from '../../../core/estimation/figures/not-estimable.ts';
import { type SampleDesign } from '../../../core/estimation/design/sample-design.ts';
import { type SeededRandom } from '../../../core/numeric/seeded-random.ts';
import { type Population } from './population.ts';
import { streetsOf, ranksOf, indexOf, judged, designOf, type Street } from './figures-of-sample.ts';
import type { Tally } from './tally.ts';

/** What is said of two waves, or of streets, that are alike. */
export function nullFindings(tally: Tally, { sample }: Population, random: SeededRandom): void {
  const [before, after] = [sample(random, false), sample(random, false)].map((drawn) => {
    const design = designOf(drawn, drawn.weights);
    return { design, streets: streetsOf(design, drawn), index: indexOf(design, drawn.asked) };
  }) as [Wave, Wave];
  const says = (word: string) => word === 'rose' || word === 'fell';
  const headline = changeBetween(before.index, after.index);
  tally.add('a change of the headline', says(changeWord(headline, { adjustedPValue: headline.pValue }).word));
  const family = after.streets.map(({ figure }, street) =>
    changeBetween(judged(before.design, before.streets[street]!.figure), judged(after.design, figure)),
  );
  const adjusted = holm(family.map(({ pValue }) => pValue));
  tally.add(
    'a change of a street',
    family.some((change, at) => says(changeWord(change, { adjustedPValue: adjusted[at]! }).word)),
  );
  const { design, streets } = after;
  const groups = againstTheOthers(
    design,
    streets.map(({ figure }) => figure),
    { allowsForSmallSamples: true },
  ).map(known);
  tally.add(
    'a street above or below',
    groups.some(({ group }) => group !== 'noDifference'),
  );
  const sets = ranksOf(design, streets, random);
  tally.add(
    'a rank where all are alike',
    sets.some(([best, worst]) => best > 1 || worst < streets.length),
  );
}

interface Wave {
  readonly design: SampleDesign;
  readonly streets: readonly Street[];
  readonly index: Estimate;
}
