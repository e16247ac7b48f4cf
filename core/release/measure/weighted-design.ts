import { displayedDesignEffect } from '../../judgement/displayed.ts';
import { sampleDesign, type SampleDesign } from '../../estimation/design/sample-design.ts';
import type { Form, PopulationMargin, Programme } from '../../programme/programme.ts';
import { itemsByName } from '../../questionnaire/questionnaire-variables.ts';
import { type Auxiliaries, auxiliariesOf, type NumericAuxiliary } from '../../weighting/auxiliaries.ts';
import { calibratedDesign } from '../../weighting/calibrated-design.ts';
import type { Margin } from '../../weighting/margin.ts';
import { type RakedWeights, rakeWeights } from '../../weighting/rake-weights.ts';
import { trimAndRake } from '../../weighting/trim-and-rake.ts';
import { codedColumn } from './columns-of-methods.ts';
import type { ReleaseWeighting } from '../release.ts';
import type { WaveColumns } from './wave-columns.ts';

export interface WeightedDesign {
  readonly design: SampleDesign;
  readonly weighting: ReleaseWeighting;
}

/**
 * The design of a wave. The weights of the draw are raked to the population's totals the programme names, and the
 * errors of all figures are those that leaves. A margin with a category under the minimum of a cell is left out, and all
 * are where the sample cannot meet them together; the release says so. Who did not say what the margin is about keeps
 * the share they have in the sample, and that share keeps its error.
 *
 * Where the programme declares a bound, weights are trimmed to it and raked in turn, and errors allow for both. Where the
 * margins cannot hold within it weights are raked without, since margins mend what a bound only steadies; the release says so.
 *
 * A stratum that one primary unit stands for is taken about the mean of all: the cautious rule, never silent 0.
 */
export function weightedDesign(
  { margins, settings }: Programme,
  form: Form,
  columns: WaveColumns,
): WeightedDesign {
  const wanted = (settings.rakeTo ?? []).map((item) => margins.find((margin) => margin.item === item)!);
  const [kept, thin] = partition(wanted, (margin) => isFilled(columns, margin, settings.minimumCell));
  const inSample = kept.map((margin) => marginInSample(columns, margin, sumOf(kept[0])));
  const used = (weights: Float64Array) => inSample.map((marginBy) => marginBy(weights));
  const raked = kept.length === 0 ? undefined : raking(columns.weights, used, settings.trimTo);
  const named = ({ item, source, asOf, isApproximate }: PopulationMargin) => {
    const { text } = itemsByName(form.questionnaire).get(item)!;
    return { item, text, source, asOf, isApproximate };
  };
  const leftOut = [
    ...thin.map((margin) => ({ ...named(margin), reason: 'fewRespondents' as const })),
    ...(raked ? [] : kept.map((margin) => ({ ...named(margin), reason: 'cannotHold' as const }))),
  ];
  const bound =
    settings.trimTo === undefined
      ? {}
      : raked?.isTrimmed
        ? { trimmedTo: settings.trimTo }
        : { notTrimmedTo: settings.trimTo };
  const drawn = {
    strata: columns.strata.codes,
    clusters: columns.primaryUnits.codes,
    singleClusterStrata: 'centre',
  } as const;
  if (!raked) {
    return {
      design: sampleDesign({ ...drawn, weights: columns.weights }),
      weighting: { rakedTo: [], leftOut, ...bound },
    };
  }
  const { diagnostics, weights, baseWeights } = raked;
  const auxiliaries = knownTotals(baseWeights, used(baseWeights), sumOf(kept[0]));
  return {
    design: calibratedDesign(sampleDesign({ ...drawn, weights }), {
      baseWeights,
      auxiliaries,
    }),
    weighting: {
      rakedTo: kept.map(named),
      leftOut,
      lowestWeight: displayedDesignEffect(diagnostics.minimum / diagnostics.mean),
      highestWeight: displayedDesignEffect(diagnostics.maximum / diagnostics.mean),
      designEffect: displayedDesignEffect(diagnostics.kishDesignEffect),
      ...bound,
    },
  };
}

interface Raking extends RakedWeights {
  /** What the last raking began with. */
  readonly baseWeights: Float64Array;
  readonly isTrimmed: boolean;
}

/** Relative: under this the largest weight prints as the bound does. */
const MOST_BOUND_EXCESS = 1e-3;

/** None where combinations without respondents make the margins impossible together. */
function raking(
  weights: Float64Array,
  margins: (weights: Float64Array) => readonly Margin[],
  trimTo: number | undefined,
): Raking | undefined {
  const raked = unlessImpossible(() => rakeWeights(weights, margins(weights)));
  if (!raked) return undefined;
  const untrimmed = { ...raked, baseWeights: weights, isTrimmed: false };
  if (trimTo === undefined) return untrimmed;
  const bound = { upper: trimTo, boundsAre: 'multiplesOfMean' } as const;
  const trimmed = unlessImpossible(() => trimAndRake(weights, margins, bound));
  return trimmed && trimmed.boundExcess <= MOST_BOUND_EXCESS
    ? { ...trimmed, baseWeights: trimmed.trimmedWeights, isTrimmed: true }
    : untrimmed;
}

function unlessImpossible<Value>(compute: () => Value): Value | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function isFilled(columns: WaveColumns, { item, totals }: PopulationMargin, minimum: number): boolean {
  const { codes, variable } = codedColumn(columns, item);
  const counts = new Float64Array(variable.values.length);
  for (const [row, code] of codes.entries()) {
    if (code >= 0 && columns.weights[row]! > 0) counts[code]! += 1;
  }
  return variable.values.every(
    (value, code) => !Object.hasOwn(totals, String(value)) || counts[code]! >= minimum,
  );
}

/**
 * A margin in the sum of the population, with a category for those who did not say, where there are any: they have the
 * share that the given weights give them.
 */
function marginInSample(
  columns: WaveColumns,
  margin: PopulationMargin,
  population: number,
): (weights: Float64Array) => Margin {
  const { codes, variable } = codedColumn(columns, margin.item);
  const categories = variable.values.map(String).filter((value) => Object.hasOwn(margin.totals, value));
  const places = variable.values.map((value) => categories.indexOf(String(value)));
  const placed = Int32Array.from(codes, (code) => {
    const place = code < 0 ? -1 : places[code]!;
    return place < 0 ? categories.length : place;
  });
  return (weights) => {
    const sample = weights.reduce((sum, weight) => sum + weight, 0);
    const unknown = weights.reduce(
      (sum, weight, row) => (placed[row] === categories.length ? sum + weight : sum),
      0,
    );
    const known = (population * (1 - unknown / sample)) / sumOf(margin);
    const totals = categories.map((category) => margin.totals[category]! * known);
    return unknown === 0
      ? { name: margin.item, categories, codes: placed, totals }
      : {
          name: margin.item,
          categories: [...categories, UNKNOWN],
          codes: placed,
          totals: [...totals, (population * unknown) / sample],
        };
  };
}

const UNKNOWN = '';

/**
 * What does not vary from sample to sample: the size of the population, and among those who said the share of each
 * category. How many did not say does vary, so for such a margin the total of (in the category) less the category's
 * share of (said) is known, and is 0.
 */
function knownTotals(weights: Float64Array, margins: readonly Margin[], population: number): Auxiliaries {
  const whole = margins.filter(({ categories }) => !categories.includes(UNKNOWN));
  const size: Margin = {
    name: 'population',
    categories: ['all'],
    codes: new Int32Array(weights.length),
    totals: [population],
  };
  const contrasts = margins
    .filter(({ categories }) => categories.includes(UNKNOWN))
    .flatMap(({ name, categories, codes, totals }): readonly NumericAuxiliary[] => {
      const said = categories.length - 1;
      const sum = Array.from(totals).reduce((all, total, place) => (place < said ? all + total : all), 0);
      return categories.slice(0, said).map((category, place) => ({
        name: `${name} "${category}"`,
        total: 0,
        values: Float64Array.from(codes, (code) =>
          code === said ? 0 : Number(code === place) - totals[place]! / sum,
        ),
      }));
    });
  return auxiliariesOf('weightedDesign', weights, whole.length > 0 ? whole : [size], contrasts);
}

function sumOf(margin: PopulationMargin | undefined): number {
  return Object.values(margin?.totals ?? {}).reduce((sum, total) => sum + total, 0);
}

function partition<Value>(values: readonly Value[], belongs: (value: Value) => boolean) {
  return [values.filter(belongs), values.filter((value) => !belongs(value))] as const;
}
