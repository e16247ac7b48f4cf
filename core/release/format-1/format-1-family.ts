import type { Release } from './format-1.ts';
import type { FamilyNumber } from '../release.ts';

/**
 * The number of the family in which format 1 judged the change of a figure. Its families were nearly those of now:
 * bounds and shares of missing answers had no change then either, so every other figure is an indicator's.
 *
 * @param key of the figure
 */
export function format1Family({ nodes, targets, figures }: Release, key: string): FamilyNumber {
  const [root] = nodes;
  const figure = figures.find((each) => each.key === key);
  if (!figure) throw new Error(`a change of ${key}, which is not among the figures`);
  const isWhole = figure.area === undefined;
  if (figure.statistic === 'index' && figure.subject === root?.name && isWhole) return 1;
  if (targets.some((target) => target.figure === key)) return 2;
  if (!isWhole) return 8;
  switch (figure.statistic) {
    case 'index':
      return nodes.find(({ name }) => name === figure.subject)?.parent === root?.name ? 3 : 4;
    case 'itemScore':
      return 5;
    case 'satisfactionRate':
      return 6;
    default:
      return 7;
  }
}
