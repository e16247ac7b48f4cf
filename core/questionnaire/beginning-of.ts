import type { Questionnaire } from './questionnaire.ts';

/**
 * What everyone sees who is asked one of several questionnaires, before it is known which: the first section, which is
 * common to them, and the longest of their times. Of one questionnaire it is that one, whole.
 */
export function beginningOf(questionnaires: readonly Questionnaire[]): Questionnaire {
  const [first, ...others] = questionnaires;
  if (!first) throw new RangeError('beginningOf requires at least one questionnaire');
  if (others.length === 0) return first;
  const minutes = Math.max(...questionnaires.map((each) => each.minutes));
  return { ...first, minutes, sections: first.sections.slice(0, 1), flags: [] };
}
