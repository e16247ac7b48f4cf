import { firstLanguage, nearestLanguage, type Language } from '../../core/questionnaire/local-text.ts';
import { staffLanguages } from '../wording/staff/wording.ts';

/** The language of a staff page by its address: of those staff pages are written in the nearest. */
export function pageLanguage(search: string): Language {
  return nearestLanguage(staffLanguages, new URLSearchParams(search).get('lang'));
}

/** An address on this site that stays in the language of the page. The first language needs no mark. */
export function addressIn(language: Language, path: string): string {
  if (language === firstLanguage) return path;
  const [beforeHash = '', hash] = path.split('#');
  const mark = `${beforeHash.includes('?') ? '&' : '?'}lang=${language}`;
  return `${beforeHash}${mark}${hash === undefined ? '' : `#${hash}`}`;
}
