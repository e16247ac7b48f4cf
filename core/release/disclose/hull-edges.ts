/**
 * The convex hull of points as a x + b y <= atMost, one for each of its edges (A. M. Andrew 1979, Inf. Proc. Letters 9,
 * 216-219): all that a mean of such points can be.
 *
 * @example
 * hullEdges([[0, 0], [50, 0], [50, 100], [100, 100]]).map(({ a, b, atMost }) => [a, b, atMost]);
 * // [[0, -50, 0], [100, -50, 5000], [0, 50, 5000], [-100, 50, 0]]
 */
export function hullEdges(
  points: readonly (readonly [number, number])[],
): readonly { readonly a: number; readonly b: number; readonly atMost: number }[] {
  const sorted = [...points].sort((p, q) => p[0] - q[0] || p[1] - q[1]);
  const half = (from: readonly (readonly [number, number])[]) => {
    const chain: (readonly [number, number])[] = [];
    for (const [x, y] of from) {
      for (;;) {
        const [[x1, y1], [x2, y2]] = [chain.at(-2) ?? [NaN, NaN], chain.at(-1) ?? [NaN, NaN]];
        if (!((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) <= 0)) break;
        chain.pop();
      }
      chain.push([x, y]);
    }
    return chain;
  };
  const hull = [...half(sorted).slice(0, -1), ...half([...sorted].reverse()).slice(0, -1)];
  return hull.map(([x1, y1], at) => {
    const [x2, y2] = hull[(at + 1) % hull.length]!;
    // Against the clock: the inside is to the left.
    const [a, b] = [y2 - y1, x1 - x2];
    return { a, b, atMost: a * x1 + b * y1 };
  });
}
