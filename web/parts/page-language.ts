import { languages, type Language } from '../../core/questionnaire/local-text.ts';

/** The language of the page by its address; the first language where none is asked for. */
export function pageLanguage(search: string): Language {
  const wanted = new URLSearchParams(search).get('lang');
  return languages.find((language) => language === wanted) ?? languages[0];
}

/** An address on this site that stays in the language of the page. The first language needs no mark. */
export function addressIn(language: Language, path: string): string {
  if (language === languages[0]) return path;
  const [beforeHash = '', hash] = path.split('#');
  const mark = `${beforeHash.includes('?') ? '&' : '?'}lang=${language}`;
  return `${beforeHash}${mark}${hash === undefined ? '' : `#${hash}`}`;
}
