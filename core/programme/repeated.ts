/** The texts that stood earlier in the list, with their places. */
export function repeated(
  texts: readonly string[],
): readonly { readonly index: number; readonly text: string }[] {
  return texts.flatMap((text, index) => (texts.indexOf(text) < index ? [{ index, text }] : []));
}
