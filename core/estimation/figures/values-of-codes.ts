import type { CodedColumn } from './coded-column.ts';

/**
 * For each row the value of its code, worked out once for each code and not for each of a million rows.
 *
 * @param valueOf of a code, negative ones included; NaN for no substantive answer
 * @example
 * valuesOfCodes({ codes: Int8Array.of(2, 0, DONT_KNOW) }, (code) => (code < 0 ? NaN : 10 * code)); // [20, 0, NaN]
 */
export function valuesOfCodes({ codes }: CodedColumn, valueOf: (code: number) => number): Float64Array {
  let lowest = 0;
  let highest = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < lowest) lowest = code;
    if (code > highest) highest = code;
  }
  const table = Float64Array.from({ length: highest - lowest + 1 }, (_, place) => valueOf(lowest + place));
  const values = new Float64Array(codes.length);
  for (let row = 0; row < codes.length; row++) values[row] = table[codes[row]! - lowest]!;
  return values;
}
