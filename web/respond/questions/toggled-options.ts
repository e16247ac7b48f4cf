import type { MultipleItem } from '../../../core/questionnaire/question-types/multiple.ts';

/**
 * The chosen options after one was tapped, in the order of the questionnaire. An exclusive option takes the
 * place of all others, and gives way to any other.
 */
export function toggledOptions(
  item: Pick<MultipleItem, 'options' | 'exclusive'>,
  chosen: readonly string[],
  tapped: string,
): readonly string[] {
  if (chosen.includes(tapped)) return chosen.filter((code) => code !== tapped);
  const isExclusive = (code: string) => item.exclusive?.includes(code) === true;
  if (isExclusive(tapped)) return [tapped];
  return item.options
    .map(({ code }) => code)
    .filter((code) => code === tapped || (chosen.includes(code) && !isExclusive(code)));
}
