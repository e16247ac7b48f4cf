import type { Path, PathModel } from './path-model.ts';

/** The items of each construct of a model, by the construct's name. */
export type ItemsOf<Name extends string> = Readonly<Record<Name, readonly string[]>>;

const toSatisfaction = [
  ['Expectation', 'Quality'],
  ['Expectation', 'Value'],
  ['Expectation', 'Satisfaction'],
  ['Quality', 'Value'],
  ['Quality', 'Satisfaction'],
  ['Value', 'Satisfaction'],
] as const;
const fromImage = [
  ['Image', 'Expectation'],
  ['Image', 'Satisfaction'],
  ['Image', 'Loyalty'],
] as const;

/**
 * The structural models of the national indices, as data. A programme says which of its items show which
 * construct; every construct is estimated in mode A, as in the sources.
 */
export const structures = {
  /**
   * C. Fornell, M. D. Johnson, E. W. Anderson, J. Cha and B. E. Bryant (1996), The American Customer Satisfaction
   * Index, Journal of Marketing 60(4), 7-18.
   */
  acsi: [
    ...toSatisfaction,
    ['Satisfaction', 'Complaints'],
    ['Satisfaction', 'Loyalty'],
    ['Complaints', 'Loyalty'],
  ],
  /**
   * M. Tenenhaus, V. Esposito Vinzi, Y.-M. Chatelin and C. Lauro (2005), PLS path modeling, Computational
   * Statistics & Data Analysis 48, 159-205.
   */
  ecsi: [
    ...fromImage,
    ...toSatisfaction,
    ['Satisfaction', 'Complaints'],
    ['Satisfaction', 'Loyalty'],
    ['Complaints', 'Loyalty'],
  ],
  /**
   * The China Customer Satisfaction Index of Tsinghua University and the China National Institute of
   * Standardization: brand image in the place of image, and no complaints. Its path diagram is the one of ECSI
   * without them; the text of the standard was not at hand.
   */
  ccsi: [...fromImage, ...toSatisfaction, ['Satisfaction', 'Loyalty']],
} as const satisfies Readonly<Record<string, readonly Path[]>>;

export type StructureName = keyof typeof structures;
export type ConstructOf<Name extends StructureName> = (typeof structures)[Name][number][number];

/**
 * @example
 * pathModel('ccsi', { Image: ['i1'], Expectation: ['e1', 'e2'], Quality: ['q1'], Value: ['v1'],
 *   Satisfaction: ['s1', 's2', 's3'], Loyalty: ['l1'] }).paths.length; // 10
 */
export function pathModel<Name extends StructureName>(
  structure: Name,
  itemsOf: ItemsOf<ConstructOf<Name>>,
): PathModel {
  const constructs = Object.entries<readonly string[]>(itemsOf).map(([name, items]) => ({ name, items }));
  return { constructs, paths: structures[structure] };
}
