/**
 * A name as it is compared: two that read the same are the same, however they were typed. Width (`Ａ`), case,
 * spaces around and between, and characters nobody sees make no difference.
 *
 * @example nameKey(' Ｗang  Li ') // 'wang li'
 */
export function nameKey(name: string): string {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return plain === '' ? name : plain;
}

/**
 * The key of a name that was given before names were compared like this: with a number behind it where somebody
 * else has the key already, so that nobody is lost.
 */
export function freeNameKey(name: string, isTaken: (key: string) => boolean): string {
  const key = nameKey(name);
  for (let number = 1; ; number += 1) {
    const tried = number === 1 ? key : `${key} (${number})`;
    if (!isTaken(tried)) return tried;
  }
}
