import { known } from '../../../core/estimation/figures/not-estimable.ts';
import { linearMean } from '../../../core/estimation/figures/linear-mean.ts';
import { sampleDesign } from '../../../core/estimation/design/sample-design.ts';
import { readTable, type Suite } from '../cases.ts';
import { meansBy, summary, summaryBy } from '../survey.ts';
import { share } from './proportions.ts';

export const smallScores: Suite = (folder) => {
  const table = readTable(folder, 'scores_small.csv');
  const design = sampleDesign({ weights: table.numbers('w') });
  const valid = (column: string, lowest: number, highest: number) =>
    table.numbers(column).map((value) => (value >= lowest && value <= highest ? value : NaN));
  const map = (values: Float64Array, score: (value: number) => number) =>
    values.map((value) => (Number.isNaN(value) ? NaN : score(value)));
  const q5 = valid('q5', 1, 5);
  const q10 = valid('q10', 0, 10);
  const aware = map(valid('aware', 1, 2), (value) => Number(value === 1));
  const used = map(valid('used', 1, 2), (value) => Number(value === 1));
  const columns = {
    s100: map(q5, (value) => ((value - 1) / 4) * 100),
    t2b: map(q5, (value) => Number(value >= 4)),
    b2b: map(q5, (value) => Number(value <= 2)),
    nps: map(q10, (value) => (value >= 9 ? 100 : value <= 6 ? -100 : 0)),
    pro: map(q10, (value) => Number(value >= 9)),
    det: map(q10, (value) => Number(value <= 6)),
    us: aware.map((isAware, row) => (Number.isNaN(isAware) ? NaN : isAware === 1 ? used[row]! : 0)),
    usaw: aware.map((isAware, row) => (isAware === 1 ? used[row]! : NaN)),
  };
  const of = (name: keyof typeof columns) => () => ({
    values: summary(design, { [name]: known(linearMean(design, columns[name])) }),
  });
  const by = (name: 's100' | 'nps') => () => ({
    values: summaryBy(design, meansBy(design, table.text('area'), columns[name])),
  });
  return {
    s100: of('s100'),
    t2b: of('t2b'),
    b2b: of('b2b'),
    nps: of('nps'),
    pro: of('pro'),
    det: of('det'),
    awareness: () => ({ values: share(design, aware, { method: 'logit' }) }),
    participation_all: of('us'),
    participation_aware: of('usaw'),
    s100_by_area: by('s100'),
    nps_by_area: by('nps'),
    unweighted_s100: () => {
      const even = sampleDesign({ weights: new Float64Array(table.rowCount).fill(1) });
      return { values: known(linearMean(even, columns.s100)).value };
    },
  };
};
