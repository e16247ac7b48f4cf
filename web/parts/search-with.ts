/**
 * The query of an address with one parameter set, or without it where the value is empty; the others stay.
 *
 * @example searchWith('?lang=en', 'department', 'police') // '?lang=en&department=police'
 */
export function searchWith(search: string, name: string, value: string): string {
  const parameters = new URLSearchParams(search);
  if (value === '') parameters.delete(name);
  else parameters.set(name, value);
  const changed = parameters.toString();
  return changed === '' ? '' : `?${changed}`;
}
