import { kishDesignEffect } from '../../../core/estimation/errors/kish-design-effect.ts';
import { linearProportion } from '../../../core/estimation/figures/linear-proportion.ts';
import { isEstimable, known } from '../../../core/estimation/figures/not-estimable.ts';
import { rateInterval, type RateMethod } from '../../../core/estimation/errors/rate-interval.ts';
import type { SampleDesign } from '../../../core/estimation/design/sample-design.ts';
import { standardError } from '../../../core/estimation/errors/covariance.ts';
import { readTable, type Suite } from '../cases.ts';
import { apiDesign } from '../survey.ts';

const methods: Readonly<Record<string, RateMethod>> = {
  logit: 'logit',
  likelihood: 'likelihood',
  asin: 'arcsine',
  beta: 'kornGraubard',
  mean: 'linear',
  xlogit: 'logit',
};

export interface ShareSetting {
  readonly method: string;
  readonly level?: number;
  /** Of the whole data, from which R takes the factor of Korn and Graubard. */
  readonly rowCount?: number;
  /** R counts the clusters of the subset it was given. */
  readonly degreesOfFreedom?: number;
}

/** R's `svyciprop`, which takes rows and degrees of freedom of the design and not of the answers. */
export function share(design: SampleDesign, membership: Float64Array, setting: ShareSetting) {
  const found = known(linearProportion(design, membership));
  const error = standardError(design, found);
  const interval = rateInterval(
    {
      share: found.value,
      standardError: error,
      n: setting.rowCount ?? design.rowCount,
      kishDesignEffect: kishDesignEffect(found),
      degreesOfFreedom: setting.degreesOfFreedom ?? design.clusterCount - design.stratumCount,
    },
    { method: methods[setting.method]!, level: setting.level ?? 0.95 },
  );
  if (!isEstimable(interval)) throw new Error(interval.notEstimable);
  return { estimate: found.value, se: error, ci: interval };
}

/** R draws a spline through some points of the profile and a straight line between points of that. */
const ofProfile = {
  tolerance: { relative: 1e-4, absolute: 1e-5 },
  because: 'to 0.001 percentage points, since R reads the limit off a spline',
};

export const proportions: Suite = (folder) => {
  const c1 = readTable(folder, 'apiclus1.csv');
  const st = readTable(folder, 'apistrat.csv');
  const clustered = apiDesign(c1, true);
  const stratified = apiDesign(st, true);
  const is = (values: readonly string[], wanted: string) =>
    Float64Array.from(values, (value) => Number(value === wanted));
  const above = (values: Float64Array, limit: number) => values.map((value) => Number(value > limit));
  return Object.fromEntries(
    Object.keys(methods).flatMap((method) => {
      const run = (design: SampleDesign, membership: Float64Array, level?: number) => () => ({
        values: share(design, membership, { method, ...(level === undefined ? {} : { level }) }),
        ...(method === 'likelihood' ? ofProfile : {}),
      });
      return [
        [`c1_awards_${method}`, run(clustered, is(c1.text('awards'), 'Yes'))],
        [`st_E_comp_${method}`, run(stratified, is(st.text('comp.imp'), 'Yes'))],
        [`st_rare_${method}`, run(stratified, above(st.numbers('api00'), 870))],
        [`c1_90_${method}`, run(clustered, above(c1.numbers('meals'), 60), 0.9)],
      ];
    }),
  );
};
