import type { ResponseCount } from './verbs/responses.ts';

/** Counts of which some responses are taken away; what is left of none is left out. */
export function withoutSome(
  all: readonly ResponseCount[],
  some: readonly ResponseCount[],
): readonly ResponseCount[] {
  return all.flatMap((each) => {
    const taken = some.filter(
      ({ channel, disposition, area, isLate }) =>
        channel === each.channel &&
        disposition === each.disposition &&
        area === each.area &&
        isLate === each.isLate,
    );
    const count = taken.reduce((left, { count }) => left - count, each.count);
    return count > 0 ? [{ ...each, count }] : [];
  });
}
