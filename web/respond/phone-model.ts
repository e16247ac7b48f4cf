import type { RespondModel } from '../../api/http/pages.ts';
import { languages } from '../../core/questionnaire/local-text.ts';
import { respondWordingIn, type RespondWording } from '../wording/residents/wording.ts';

/** What the script needs to take over from the page: the model, and the words to go on in its language. */
export interface PhoneModel extends RespondModel {
  readonly words: RespondWording;
}

export function phoneModelOf(model: RespondModel): PhoneModel {
  return { ...model, words: respondWordingIn(model.language) };
}

/**
 * The model as it travels inside the page. Of every text only the page's own language is kept, since the phone
 * asks for another language by loading the page again; this halves what it has to wait for.
 */
export function phoneModelJson(model: PhoneModel): string {
  const others = new Set<string>(languages.filter((language) => language !== model.language));
  return JSON.stringify(model, (key, value: unknown) => (others.has(key) ? undefined : value));
}
