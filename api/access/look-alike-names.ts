import { Problem } from '../problems.ts';
import type { Storage } from '../storage/storage.ts';
import { nameKey } from '../storage/name-key.ts';

/**
 * Refuses a new name that a reader would take for another: letters of two alphabets that look alike in one name,
 * or a name that looks like one given before. Names given before stay.
 */
export async function checkName(storage: Pick<Storage, 'users'>, name: string): Promise<void> {
  if (mixesAlphabets(name)) throw new Problem('nameMixed');
  const look = lookOf(name);
  const other = (await storage.users()).find((user) => lookOf(user.name) === look);
  // Of two names that are the same as they are compared, storage tells.
  if (!other || nameKey(other.name) === nameKey(name)) return;
  throw new Problem('nameLooksLike', {
    details: [`name: looks like "${other.name}"`],
    parameters: { name: other.name },
  });
}

/** Latin, Greek and Cyrillic share the look of half their letters; no name of one person needs two of them. */
export function mixesAlphabets(name: string): boolean {
  const plain = name.normalize('NFKC');
  return (
    [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u].filter((each) => each.test(plain))
      .length > 1
  );
}

/**
 * What a name looks like: letters of Cyrillic and Greek as the Latin ones they cannot be told from (Unicode
 * Technical Standard 39, `confusables.txt`, as far as these three go), whatever their case.
 *
 * @example lookOf('Сора') === lookOf('Copa') // true: the first is Cyrillic
 */
export function lookOf(name: string): string {
  const latin = [...name.normalize('NFKC')].map((letter) => alike.get(letter) ?? letter).join('');
  return nameKey(latin);
}

const rows: readonly (readonly [others: string, latin: string])[] = [
  ['АВЕЅІЈКМНОРСТУҮХԀԌԚԜҺӀѴ', 'ABESIJKMHOPCTYYXDGQWhIV'],
  ['авеѕіјкмнорстуүхԁԛԝһӏѵ', 'abesijkmhopctyyxdqwhlv'],
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'],
  ['αβεηικνορτυχ', 'abenikvoptux'],
];
const alike: ReadonlyMap<string, string> = new Map(
  rows.flatMap(([others, latin]) => [...others].map((letter, at): [string, string] => [letter, latin[at]!])),
);
