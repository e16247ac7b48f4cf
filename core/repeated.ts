/** The texts that stood earlier in the list, with their places. */
export function repeated(
  texts: readonly string[],
): readonly { readonly index: number; readonly text: string }[] {
  const seen = new Set<string>();
  return texts.flatMap((text, index) => {
    const isRepeated = seen.has(text);
    seen.add(text);
    return isRepeated ? [{ index, text }] : [];
  });
}
