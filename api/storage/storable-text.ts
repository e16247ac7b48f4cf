/**
 * Whether every engine can keep a text unchanged. SQLite would turn an unpaired surrogate into U+FFFD, and
 * PostgreSQL has no NUL in text; both are refused everywhere, so that data can move between engines.
 */
export function isStorableText(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}
