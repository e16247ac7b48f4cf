import { findPersonalData } from '../../../core/questionnaire/personal-data.ts';
import { fillIn } from '../../wording/fill-in.ts';
import type { Filling } from '../Filling.svelte.ts';

/** What there seems to be of a person in these texts, and what will become of it; unset when there is nothing. */
export function personalDataInWords(texts: readonly string[], { words }: Filling): string | undefined {
  const kinds = new Set(texts.flatMap((text) => findPersonalData(text).map(({ kind }) => kind)));
  if (kinds.size === 0) return undefined;
  const what = [...kinds].map((kind) => words.personalData[kind]).join(words.page.between);
  return fillIn(words.page.personalDataFound, { what });
}
