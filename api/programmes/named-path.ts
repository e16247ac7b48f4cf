/**
 * A path with the names of what it leads through: people look for a name in a file, not for the sixth item.
 *
 * @example namedPath('sections[1].items[5].scale', file) // 'sections[1].items[5] "pet_area".scale'
 */
export function namedPath(path: string, json: unknown): string {
  let value = json;
  return path.replace(/([^.[\]]+)|\[(\d+)\]/g, (step, key: string | undefined, index: string | undefined) => {
    value = Object(value)[key ?? Number(index)] as unknown;
    const { name, code } = Object(value) as { readonly name?: unknown; readonly code?: unknown };
    const called = name ?? code;
    return index !== undefined && typeof called === 'string' ? `${step} "${called}"` : step;
  });
}
