import { sampleDesign } from '../../../core/estimation/design/sample-design.ts';
import { readTable, type Suite } from '../cases.ts';
import { meansBy, summary, summaryBy } from '../survey.ts';
import { contrast, tTest, difference } from './api-figures.ts';

export const waves: Suite = (folder) => {
  const a = readTable(folder, 'apistrat.csv');
  const b = readTable(folder, 'apiclus1.csv');
  const both = (column: string) => Float64Array.of(...a.numbers(column), ...b.numbers(column));
  const text = (column: string) => [...a.text(column), ...b.text(column)];
  const wave = [...a.text('stype').map(() => 'A'), ...b.text('stype').map(() => 'B')];
  const design = sampleDesign({
    weights: both('pw'),
    strata: [...a.text('stype').map((stype) => `A ${stype}`), ...b.text('stype').map(() => 'B all')],
    clusters: [...a.text('stype').map((_, row) => `A${row}`), ...b.text('dnum').map((dnum) => `B${dnum}`)],
  });
  const means = (column: Float64Array) => meansBy(design, wave, column);
  const change = (column: Float64Array) => {
    const found = means(column);
    return difference(design, found['A']!, found['B']!);
  };
  const isAwarded = Float64Array.from(text('awards'), (value) => Number(value === 'Yes'));
  const isHigh = Float64Array.from(both('api00'), (value) => Number(value > 700));
  return {
    by_wave: () => {
      const figures = Object.fromEntries(
        ['api00', 'enroll'].flatMap((column) =>
          Object.entries(means(both(column))).map(([name, each]) => [`${name}:${column}`, each]),
        ),
      );
      return { values: { ...summary(design, figures), by: ['A', 'B'] } };
    },
    change_api00: () => contrast(design, change(both('api00'))),
    ttest_api00: () => tTest(design, change(both('api00'))),
    ttest_awards: () => tTest(design, change(isAwarded)),
    t2b_change: () => contrast(design, change(isHigh)),
    by_wave_stype: () => {
      const stype = text('stype');
      const groups = wave.map((name, row) => `${stype[row]}.${name}`);
      const order = ['E.A', 'H.A', 'M.A', 'E.B', 'H.B', 'M.B'];
      return { values: summaryBy(design, meansBy(design, groups, both('api00'), order)) };
    },
  };
};
