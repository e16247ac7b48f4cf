/**
 * Adds a value to those gathered under a key; the list grows in place, so that gathering many takes as long as there
 * are many.
 *
 * @example
 * const groups = new Map<string, number[]>();
 * gather(groups, 'even', 2);
 * gather(groups, 'even', 4);
 * groups.get('even'); // [2, 4]
 */
export function gather<Key, Value>(groups: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = groups.get(key);
  if (known) known.push(value);
  else groups.set(key, [value]);
}
