import { known } from '../../core/estimation/figures/not-estimable.ts';
import type { AnswerValues } from '../../core/estimation/figures/answer-values.ts';
import { covariance, standardError, variance } from '../../core/estimation/errors/covariance.ts';
import { linearMean } from '../../core/estimation/figures/linear-mean.ts';
import type { LinearisedFigure } from '../../core/estimation/figures/linearised-figure.ts';
import {
  sampleDesign,
  type SampleDesign,
  type SampleDesignInput,
} from '../../core/estimation/design/sample-design.ts';
import { normalQuantile } from '../../core/numeric/normal-distribution.ts';
import { studentQuantile } from '../../core/numeric/student-distribution.ts';
import type { Table } from './cases.ts';

/** The design of one of the files of Californian schools. */
export function apiDesign(table: Table, isCorrected: boolean): SampleDesign {
  const stratified = table.rowCount === 200 && new Set(table.numbers('fpc')).size > 1;
  const clustered = table.rowCount === 183;
  const input: SampleDesignInput = {
    weights: table.numbers('pw'),
    ...(stratified ? { strata: table.text('stype') } : {}),
    ...(clustered ? { clusters: table.text('dnum') } : {}),
    ...(isCorrected ? { populationClusters: table.numbers('fpc') } : {}),
  };
  return sampleDesign(input);
}

export type Figures = Readonly<Record<string, LinearisedFigure>>;

export interface SummarySetting {
  readonly degreesOfFreedom?: number;
  /** `without`: over a sample without replacement from the weights' population, as R's `deff = TRUE`. */
  readonly deff?: 'without' | 'with';
}

/** What R's `svymean` and its kin print, from the product's figures. */
export function summary(design: SampleDesign, figures: Figures, setting: SummarySetting = {}) {
  const df = setting.degreesOfFreedom ?? design.clusterCount - design.stratumCount;
  const of = <Value>(read: (each: LinearisedFigure, name: string) => Value) =>
    Object.fromEntries(Object.entries(figures).map(([name, each]) => [name, read(each, name)]));
  const error = (each: LinearisedFigure) => standardError(design, each);
  const around = (quantile: number) => (each: LinearisedFigure) => {
    const reach = quantile * error(each);
    return [each.value - reach, each.value + reach];
  };
  return {
    estimate: of((each) => each.value),
    se: of(error),
    ci95_normal: of(around(normalQuantile(0.975))),
    degf: df,
    ci95_t: of(around(studentQuantile(0.975, df))),
    vcov: of((each) => of((other) => covariance(design, each, other))),
    deff: of((each) => designEffect(design, each, setting.deff ?? 'without')),
  };
}

export function designEffect(design: SampleDesign, each: LinearisedFigure, kind: 'without' | 'with'): number {
  const corrected = kind === 'without' ? 1 - each.n / each.weightSum : 1;
  return variance(design, each) / (each.simpleVariance * corrected);
}

export function names(columns: readonly string[], read: (column: string) => LinearisedFigure): Figures {
  return Object.fromEntries(columns.map((column) => [column, read(column)]));
}

/** 1 for the rows in a category, 0 for the others, NaN where there is none. */
export function isIn(values: readonly string[], category: string): Float64Array {
  return Float64Array.from(values, (value) => (value === '' ? NaN : Number(value === category)));
}

/** Means of a column in groups of rows, by the name of the group, in alphabetical order. */
export function meansBy(
  design: SampleDesign,
  groups: readonly string[],
  column: AnswerValues,
  order: readonly string[] = [...new Set(groups)].sort(),
): Figures {
  return Object.fromEntries(
    order.map((group) => [
      group,
      known(
        linearMean(design, column, { domain: Uint8Array.from(groups, (value) => Number(value === group)) }),
      ),
    ]),
  );
}

export function summaryBy(design: SampleDesign, figures: Figures, setting: SummarySetting = {}) {
  const all = summary(design, figures, setting);
  return { ...all, by: Object.keys(figures), deff: Object.values(all.deff) };
}
