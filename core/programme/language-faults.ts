import type { Fault } from '../fault.ts';
import { firstLanguage, languageCodes, type Language } from '../questionnaire/local-text.ts';

/** The languages each text of a file lacks, whatever stands in for them; a resident reads no second-best. */
export function languageFaults(
  file: string,
  json: unknown,
  needed: readonly Language[],
  path = '',
): readonly Fault[] {
  if (typeof json !== 'object' || json === null) return [];
  if (isLocalText(json)) {
    return needed
      .filter((language) => !Object.hasOwn(json, language))
      .map((language) => ({ file, path: below(path, language), message: 'is missing; add it' }));
  }
  if (Array.isArray(json)) {
    return json.flatMap((each, index) => languageFaults(file, each, needed, `${path}[${index}]`));
  }
  return Object.entries(json).flatMap(([name, each]) =>
    languageFaults(file, each, needed, below(path, name)),
  );
}

function isLocalText(json: object): boolean {
  const codes: readonly string[] = languageCodes;
  return Object.hasOwn(json, firstLanguage) && Object.keys(json).every((key) => codes.includes(key));
}

const below = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);
