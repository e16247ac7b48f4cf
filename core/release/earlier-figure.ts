import type { EarlierWave } from './earlier-wave.ts';
import type { FigureReference } from './release.ts';
import type { SealedFigure } from './sealed-release.ts';

/** What a figure is called in the earlier release: it may have had another name for the same quantity. */
export function earlierFigure(
  { sealed }: EarlierWave,
  key: string,
  references: readonly FigureReference[],
): SealedFigure | undefined {
  const find = (wanted: string) => sealed.figures.find((each) => each.key === wanted);
  const isSame = ({ factor, offset }: FigureReference) => factor === 1 && offset === 0;
  const names = references.filter((each) => each.to === key && isSame(each)).map((each) => each.key);
  const otherwise = sealed.references.find((each) => each.key === key && isSame(each))?.to;
  return [key, ...(otherwise === undefined ? [] : [otherwise]), ...names]
    .map(find)
    .find((each) => each !== undefined);
}
