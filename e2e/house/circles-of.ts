import type { Import } from './imports.ts';

/**
 * The files that lead back to themselves: each group in which every file reaches every other (Tarjan 1972), in the order
 * of their names.
 */
export function circlesOf(imports: readonly Import[]): readonly (readonly string[])[] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) {
    const of = targets.get(from);
    if (of) of.push(to);
    else targets.set(from, [to]);
  }
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const waiting: string[] = [];
  const isWaiting = new Set<string>();
  const circles: string[][] = [];

  function visit(file: string): void {
    index.set(file, index.size);
    low.set(file, index.get(file)!);
    waiting.push(file);
    isWaiting.add(file);
    for (const target of targets.get(file) ?? []) {
      if (!index.has(target)) {
        visit(target);
        low.set(file, Math.min(low.get(file)!, low.get(target)!));
      } else if (isWaiting.has(target)) low.set(file, Math.min(low.get(file)!, index.get(target)!));
    }
    if (low.get(file) !== index.get(file)) return;
    const circle: string[] = [];
    for (let member = ''; member !== file;) {
      member = waiting.pop()!;
      isWaiting.delete(member);
      circle.push(member);
    }
    if (circle.length > 1 || targets.get(file)?.includes(file)) circles.push(circle.sort());
  }

  for (const file of [...targets.keys()].sort()) if (!index.has(file)) visit(file);
  return circles.sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
}
