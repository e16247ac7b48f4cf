import { sampleDesign, type SampleDesign, type SampleDesignInput } from '../estimation/sample-design.ts';
import type { Margin } from '../weighting/margin.ts';
import type { Table } from './table.ts';

/** The designs of the residents, by the names the reference numbers call them. */
export function designs(table: Table) {
  const weights = table.numbers('weight');
  const [streets, committees] = [table.text('street'), table.text('committee')];
  const inStreets: SampleDesignInput = { weights, strata: streets, clusters: committees };
  const counted = { ...inStreets, populationClusters: table.numbers('committees') };
  const households = { populationClusters: table.numbers('households') };
  return {
    plain: sampleDesign({ weights }),
    nested: sampleDesign({ weights, clusters: streets }),
    stratified: sampleDesign(inStreets),
    corrected: sampleDesign(counted),
    twoStages: sampleDesign({ ...counted, laterStages: [households] }),
  } satisfies Record<string, SampleDesign>;
}

/** A margin of a column, with the population of each category. */
export function marginOf(table: Table, name: string, totals: Readonly<Record<string, number>>): Margin {
  const categories = Object.keys(totals);
  const codes = table.text(name).map((value) => categories.indexOf(value));
  return { name, categories, codes, totals: Object.values(totals) };
}
