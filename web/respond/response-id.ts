/**
 * A UUID version 4 from `getRandomValues`, which unlike `randomUUID` is there on a page over plain http too.
 *
 * @param fill puts random bytes into the array it is given
 */
export function newResponseId(fill: (bytes: Uint8Array<ArrayBuffer>) => void): string {
  const bytes = new Uint8Array(16);
  fill(bytes);
  // RFC 9562, section 5.4: four bits say the version, two the variant.
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [8, 12, 16, 20, 32].map((end, part, ends) => hex.slice(ends[part - 1] ?? 0, end)).join('-');
}
