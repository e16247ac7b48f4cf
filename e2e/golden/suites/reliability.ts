import { known } from '../../../core/estimation/figures/not-estimable.ts';
import { scoreTable } from '../../../core/indices/conventions/conventions.ts';
import { linearMean } from '../../../core/estimation/figures/linear-mean.ts';
import { sampleDesign } from '../../../core/estimation/design/sample-design.ts';
import { reliabilityOf } from '../../../core/indices/reliability.ts';
import { moments } from '../../../core/numeric/moments.ts';
import { readTable, type Suite } from '../cases.ts';
import { summary } from '../survey.ts';

export const reliability: Suite = (folder) => {
  const table = readTable(folder, 'mobi.csv');
  const counts = { IMAG: 5, CUEX: 3, PERQ: 7, PERV: 2, CUSA: 3, CUSL: 3 };
  const alphas = Object.entries(counts).map(([name, count]) => {
    const items = Array.from({ length: count }, (_, at) => `${name}${at + 1}`);
    const run = () => {
      const found = reliabilityOf(
        moments(items.map((item) => table.numbers(item))),
        items.map((_, at) => at),
      );
      const named = (values: readonly number[]) =>
        Object.fromEntries(items.map((item, at) => [item, values[at]!]));
      return {
        values: {
          raw: found.alpha,
          std: found.standardisedAlpha,
          average_r: found.meanCorrelation,
          if_dropped_raw: named(found.alphaWithout),
          r_drop: named(found.correlationWithRest),
        },
        ...(count === 2
          ? {
              without: {
                if_dropped_raw: 'one item that is left has no alpha; psych prints a number of another kind',
              },
            }
          : {}),
      };
    };
    return [`alpha_${name}`, run];
  });
  const weights = Float64Array.from({ length: table.rowCount }, (_, row) => 0.5 + ((row + 1) % 7) / 4);
  const design = sampleDesign({ weights });
  const scored = (item: string) => () => {
    const answers = table.numbers(item);
    const scale = { lowest: 1, highest: 10 };
    const of = (score: (value: number) => number) => known(linearMean(design, answers.map(score)));
    const scores = scoreTable({ kind: 'linear' }, scale);
    return {
      values: summary(design, {
        z: of((value) => value),
        i100: of((value) => scores[value - 1]!),
        t2b: of((value) => Number(value >= 9)),
        t3b: of((value) => Number(value >= 8)),
        b2b: of((value) => Number(value <= 2)),
        nps: of((value) => (value >= 9 ? 100 : value <= 6 ? -100 : 0)),
      }),
    };
  };
  return {
    ...Object.fromEntries(alphas),
    weights_used: () => ({ values: [...weights.slice(0, 14)] }),
    CUSA1_weighted: scored('CUSA1'),
    CUSL3_weighted: scored('CUSL3'),
    PERQ1_weighted: scored('PERQ1'),
  };
};
