import { inLanguage, type ByLanguage, type Language } from '../../../core/questionnaire/local-text.ts';
import { english } from './english.ts';
import { problemsOnSending, type RespondWording, type Wording } from './keys.ts';
import { simplifiedChinese } from './simplified-chinese.ts';
import { traditionalChinese } from './traditional-chinese.ts';

export const residentWordings: ByLanguage<Wording> = {
  'zh-Hans': simplifiedChinese,
  'zh-Hant': traditionalChinese,
  en: english,
};

export function wordingIn(language: Language): Wording {
  return inLanguage(residentWordings, language);
}

export function respondWordingIn(language: Language): RespondWording {
  const { site: _, problems, ...wording } = wordingIn(language);
  const met = Object.fromEntries(problemsOnSending.map((code) => [code, problems[code]]));
  return { ...wording, problems: met as RespondWording['problems'] };
}
