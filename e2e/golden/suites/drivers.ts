import { driverImportance } from '../../../core/indices/drivers/driver-importance.ts';
import { estimatePathModel } from '../../../core/indices/pls/estimate-path-model.ts';
import { respondentScores } from '../../../core/indices/pls/construct-index.ts';
import { moments, standardDeviations } from '../../../core/numeric/moments.ts';
import { readTable, type Suite } from '../cases.ts';
import { ecsiOfMobi, itemsOfMobi } from './pls.ts';

export const drivers: Suite = (folder) => {
  const table = readTable(folder, 'mobi.csv');
  const of = (
    names: readonly string[],
    columns: readonly ArrayLike<number>[],
    weights?: ArrayLike<number>,
  ) => {
    const found = moments(columns, weights ? { weights } : {});
    const places = names.slice(1).map((_, at) => at + 1);
    const all = driverImportance(found, 0, places);
    const named = (values: readonly number[]) =>
      Object.fromEntries(values.map((value, at) => [names[at + 1]!, value]));
    const percent = (values: readonly number[]) => named(values.map((value) => (100 * value) / all.rSquared));
    const deviations = standardDeviations(found);
    // Unstandardised, with the constant that takes the means through one another.
    const slopes = all.coefficients.map(
      (coefficient, at) => (coefficient * deviations[0]!) / deviations[at + 1]!,
    );
    const constant = slopes.reduce((rest, slope, at) => rest - slope * found.means[at + 1]!, found.means[0]!);
    return {
      values: {
        r2: all.rSquared,
        coefficients: { '(Intercept)': constant, ...named(slopes) },
        lmg: named(all.shapley),
        last: named(all.last),
        first: named(all.first),
        betasq: named(all.squaredCoefficients),
        pratt: named(all.pratt),
        genizi: named(all.relativeWeights),
        car: named(all.car),
        johnson_rw: named(all.relativeWeights),
        johnson_rescaled_pct: percent(all.relativeWeights),
        shapley_lmg_pct: percent(all.shapley),
      },
    };
  };
  const ofItems = (names: readonly string[], weights?: ArrayLike<number>) =>
    of(
      names,
      names.map((name) => table.numbers(name)),
      weights,
    );
  return {
    satisfaction_constructs: () => {
      const columns = itemsOfMobi.map((item) => table.numbers(item));
      const estimate = estimatePathModel(ecsiOfMobi, itemsOfMobi, moments(columns));
      const scores = respondentScores(estimate, columns, { lowest: 1, highest: 10 });
      const names = ['Satisfaction', 'Image', 'Expectation', 'Quality', 'Value'];
      const place = (name: string) => ecsiOfMobi.constructs.findIndex((construct) => construct.name === name);
      return of(
        names,
        names.map((name) => scores[place(name)]!.scores),
      );
    },
    CUSA1_on_PERQ: () => ofItems(['CUSA1', ...[1, 2, 3, 4, 5, 6, 7].map((at) => `PERQ${at}`)]),
    CUSA3_on_PERV_two_drivers: () => ofItems(['CUSA3', 'PERV1', 'PERV2']),
    CUSL3_on_IMAG_weighted: () =>
      ofItems(
        ['CUSL3', ...[1, 2, 3, 4, 5].map((at) => `IMAG${at}`)],
        Float64Array.from({ length: table.rowCount }, (_, row) => 0.5 + ((row + 1) % 7) / 4),
      ),
  };
};
