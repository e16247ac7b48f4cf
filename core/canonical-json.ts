/**
 * One text for one value: keys in code-unit order, no white space, numbers as JavaScript prints them. Two
 * engines, two machines and two years get the same bytes, so a hash of them means "the same content".
 *
 * Throws on what JSON cannot hold (NaN, Infinity, functions, cycles): a silent `null` would change a figure.
 *
 * @example
 * canonicalJson({ b: 1, a: [true, null] }); // '{"a":[true,null],"b":1}'
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`canonicalJson cannot write the number ${value}`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new Error(`canonicalJson cannot write a ${typeof value}`);
  const fields = value as Readonly<Record<string, unknown>>;
  let text = '';
  // Without a comparison of its own, `sort` goes by code units.
  for (const key of Object.keys(fields).sort()) {
    const field = fields[key];
    if (field === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(field)}`;
  }
  return `{${text}}`;
}
