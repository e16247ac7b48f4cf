import {
  sampleDesign,
  type SampleDesign,
  type SampleDesignInput,
} from '../estimation/design/sample-design.ts';
import type { Margin } from '../weighting/margin.ts';
import type { Table } from './table.ts';

/** How the residents were drawn, by the names the reference numbers have for the designs. */
export function designInputs(table: Table) {
  const weights = table.numbers('weight');
  const [streets, committees] = [table.text('street'), table.text('committee')];
  const stratified = { weights, strata: streets, clusters: committees };
  const corrected = { ...stratified, populationClusters: table.numbers('committees') };
  const households = { populationClusters: table.numbers('households') };
  return {
    plain: { weights },
    nested: { weights, clusters: streets },
    stratified,
    corrected,
    twoStages: { ...corrected, laterStages: [households] },
  } satisfies Record<string, SampleDesignInput>;
}

export function designs(table: Table) {
  const { plain, nested, stratified, corrected, twoStages } = designInputs(table);
  return {
    plain: sampleDesign(plain),
    nested: sampleDesign(nested),
    stratified: sampleDesign(stratified),
    corrected: sampleDesign(corrected),
    twoStages: sampleDesign(twoStages),
  } satisfies Record<string, SampleDesign>;
}

/** A margin of a column, with the population of each category. */
export function marginOf(
  name: string,
  column: readonly string[],
  totals: Readonly<Record<string, number>>,
): Margin {
  const categories = Object.keys(totals);
  const codes = column.map((value) => categories.indexOf(value));
  return { name, categories, codes, totals: Object.values(totals) };
}
