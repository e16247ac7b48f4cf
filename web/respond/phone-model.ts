import type { RespondModel } from '../../api/http/pages.ts';
import { firstLanguage, textIn, type LocalText } from '../../core/questionnaire/local-text.ts';
import type { RespondWording } from '../wording/residents/keys.ts';
import { respondWordingIn } from '../wording/residents/wording.ts';

/** What the script needs to take over from the page: the model, and the words to go on in its language. */
export interface PhoneModel extends RespondModel {
  readonly words: RespondWording;
}

export function phoneModelOf(model: RespondModel): PhoneModel {
  return { ...model, words: respondWordingIn(model.language) };
}

/**
 * The model as it travels inside the page. Every text is kept in the page's own language only, or in the one that
 * stands in for it, since the phone asks for another language by loading the page again; this halves what it has to
 * wait for.
 */
export function phoneModelJson(model: PhoneModel): string {
  const { language } = model;
  return JSON.stringify(model, (_, value: unknown) =>
    isLocalText(value) ? { [language]: textIn(value, language) } : value,
  );
}

function isLocalText(value: unknown): value is LocalText {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, firstLanguage);
}
