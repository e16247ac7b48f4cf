import { sampleDesign, type SampleDesign } from '../estimation/sample-design.ts';
import type { Form, Margin as PopulationMargin, Programme } from '../programme/programme.ts';
import { itemsByName } from '../programme/questionnaire-variables.ts';
import { auxiliariesOf } from '../weighting/auxiliaries.ts';
import { calibratedDesign } from '../weighting/calibrated-design.ts';
import type { Margin } from '../weighting/margin.ts';
import { type RakedWeights, rakeWeights } from '../weighting/rake-weights.ts';
import { codedColumn } from './columns-of-methods.ts';
import { published } from './published-cell.ts';
import type { ReleaseWeighting } from './release.ts';
import type { WaveColumns } from './wave-columns.ts';

/** With fewer respondents than this in a category its total would rest on chance: the margin is left out. */
const LEAST_RESPONDENTS = 5;

export interface WeightedDesign {
  readonly design: SampleDesign;
  readonly weighting: ReleaseWeighting;
}

/**
 * The design of a wave. The weights of the draw are raked to the population's totals the programme names, and the
 * errors of all figures are those that leaves. Which margins are used follows from the numbers of respondents alone: one
 * with a thin category is left out, and the release says so. Who did not say what the margin is about keeps the share
 * they have in the sample.
 *
 * A stratum that one primary unit stands for is taken about the mean of all: the cautious rule, never silent 0.
 */
export function weightedDesign(
  { margins, settings }: Programme,
  form: Form,
  columns: WaveColumns,
): WeightedDesign {
  const wanted = (settings.rakeTo ?? []).map((item) => margins.find((margin) => margin.item === item)!);
  const [kept, thin] = partition(wanted, (margin) => isFilled(columns, margin));
  const used = marginsOf(columns, kept);
  const raked = used.length === 0 ? undefined : raking(columns.weights, used);
  const named = (list: readonly PopulationMargin[]) =>
    list.map(({ item, source, asOf, isApproximate }) => {
      const { text } = itemsByName(form.questionnaire).get(item)!;
      return { item, text, source, asOf, isApproximate };
    });
  const drawn = {
    strata: columns.strata.codes,
    clusters: columns.primaryUnits.codes,
    singleClusterStrata: 'centre',
  } as const;
  if (!raked) {
    return {
      design: sampleDesign({ ...drawn, weights: columns.weights }),
      weighting: { rakedTo: [], leftOut: named(wanted) },
    };
  }
  const { diagnostics, maximumMarginError, weights } = raked;
  const auxiliaries = auxiliariesOf('weightedDesign', columns.weights, used);
  return {
    design: calibratedDesign(sampleDesign({ ...drawn, weights }), {
      baseWeights: columns.weights,
      auxiliaries,
    }),
    weighting: {
      rakedTo: named(kept),
      leftOut: named(thin),
      maximumMarginError: published(maximumMarginError),
      lowestWeight: published(diagnostics.minimum / diagnostics.mean),
      highestWeight: published(diagnostics.maximum / diagnostics.mean),
      designEffect: published(diagnostics.kishDesignEffect),
    },
  };
}

/** None where combinations without respondents make the margins impossible together. */
function raking(weights: Float64Array, margins: readonly Margin[]): RakedWeights | undefined {
  try {
    return rakeWeights(weights, margins);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function isFilled(columns: WaveColumns, { item, totals }: PopulationMargin): boolean {
  const { codes, variable } = codedColumn(columns, item);
  const counts = new Float64Array(variable.values.length);
  for (const code of codes) if (code >= 0) counts[code]! += 1;
  return variable.values.every(
    (value, code) => !Object.hasOwn(totals, String(value)) || counts[code]! >= LEAST_RESPONDENTS,
  );
}

/** The margins in the sums of the first, each with a category for those who did not say. */
function marginsOf(columns: WaveColumns, margins: readonly PopulationMargin[]): readonly Margin[] {
  const population = sumOf(margins[0]);
  const sample = columns.weights.reduce((sum, weight) => sum + weight, 0);
  return margins.map((margin) => {
    const { codes, variable } = codedColumn(columns, margin.item);
    const categories = variable.values.map(String).filter((value) => Object.hasOwn(margin.totals, value));
    const places = variable.values.map((value) => categories.indexOf(String(value)));
    const placed = Int32Array.from(codes, (code) => {
      const place = code < 0 ? -1 : places[code]!;
      return place < 0 ? categories.length : place;
    });
    const unknown = columns.weights.reduce(
      (sum, weight, row) => (placed[row] === categories.length ? sum + weight : sum),
      0,
    );
    const known = (population * (1 - unknown / sample)) / sumOf(margin);
    const totals = categories.map((category) => margin.totals[category]! * known);
    return unknown === 0
      ? { name: margin.item, categories, codes: placed, totals }
      : {
          name: margin.item,
          categories: [...categories, ''],
          codes: placed,
          totals: [...totals, (population * unknown) / sample],
        };
  });
}

function sumOf(margin: PopulationMargin | undefined): number {
  return Object.values(margin?.totals ?? {}).reduce((sum, total) => sum + total, 0);
}

function partition<Value>(values: readonly Value[], belongs: (value: Value) => boolean) {
  return [values.filter(belongs), values.filter((value) => !belongs(value))] as const;
}
