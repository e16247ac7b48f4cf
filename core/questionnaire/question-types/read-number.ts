/** More than the longest number below; to normalise a long run of accents takes the square of its length. */
const MOST_CHARACTERS = 64;

/**
 * A number as people type it: full-width digits and a comma for the decimal point included. What is not a
 * number is handed back as it came, for the check to complain about.
 */
export function readNumber(values: readonly string[]): number | string | undefined {
  const typed = values[0]?.trim() ?? '';
  if (typed === '') return undefined;
  if (typed.length > MOST_CHARACTERS) return typed;
  const plain = typed.normalize('NFKC').replace(',', '.');
  return /^-?\d{1,15}(\.\d{1,15})?$/.test(plain) ? Number(plain) : typed;
}
