import type { EarlierWave } from './earlier-wave.ts';
import type { FigureReference } from '../release.ts';
import type { SealedFigure } from '../sealed-release.ts';

/**
 * The figure of the earlier release that a figure of now is compared with.
 *
 * 1. The one with its definition, whatever it is called there: names are no part of a figure (rule 27). Of one release
 *    figures of one definition are one quantity.
 * 2. Else the one with its name, or with another name of the same quantity then or now: its line ends here.
 *
 * @param definition of the figure now; without it the figure of that name is found, be it another or not
 */
export function earlierFigure(
  { sealed }: Pick<EarlierWave, 'sealed'>,
  key: string,
  references: readonly FigureReference[],
  definition?: { readonly hash: string },
): SealedFigure | undefined {
  const find = (wanted: string) => sealed.figures.find((each) => each.key === wanted);
  const namesake = find(key);
  if (definition && namesake?.definition.hash !== definition.hash) {
    const same = sealed.figures.find((each) => each.definition.hash === definition.hash);
    if (same) return same;
  }
  if (namesake) return namesake;
  const isSame = ({ factor, offset }: FigureReference) => factor === 1 && offset === 0;
  const names = references.filter((each) => each.to === key && isSame(each)).map((each) => each.key);
  const otherwise = sealed.references.find((each) => each.key === key && isSame(each))?.to;
  return [...(otherwise === undefined ? [] : [otherwise]), ...names]
    .map(find)
    .find((each) => each !== undefined);
}
