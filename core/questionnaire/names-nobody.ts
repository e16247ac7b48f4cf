import { findPersonalData } from './personal-data.ts';

/**
 * Whether the name of a batch holds nothing that leads to a person. Nine digits whatever stands between them are a
 * telephone number; the day in the name of a batch has eight.
 */
export function namesNobody(text: string): boolean {
  if (/\p{Nd}{5}|@|(?:\p{Nd}[\s\p{P}]{0,2}){9}/u.test(text)) return false;
  return findPersonalData(text).every(({ kind }) => kind === 'address');
}

/**
 * The same of a place, which may be its division code or begin with it: 6 digits to the county, 9 to the street, 12
 * to the committee, as the statistical offices of China number them.
 *
 * @example namesPlace('310101002003 松月一居委') // true
 * @example namesPlace('13800138000') // false
 */
export function namesPlace(text: string): boolean {
  return namesNobody(text.replace(divisionCode, ''));
}

/** From the code of a province on, and no further digit behind it: that would be the number of somebody. */
const divisionCode =
  /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])(?:\d{4}|\d{7}|\d{10})(?![\s\p{P}]{0,2}\p{Nd})/u;
