import { Problem } from '../problems.ts';

/** Places for long work of staff: so many in all, and so many for one person. */
export interface Places {
  /**
   * Takes a place, or throws `waitYourTurn` at once where all are taken.
   *
   * @returns gives the place back; calling it again does nothing
   */
  take(person: string): () => void;
}

/**
 * What one person begins again and again must not keep everybody else from theirs.
 *
 * @example
 * const places = createPlaces({ inAll: 8, each: 2 });
 * const giveBack = places.take('li');
 */
export function createPlaces({ inAll, each }: { readonly inAll: number; readonly each: number }): Places {
  const taken = new Map<string, number>();
  let all = 0;
  return {
    take(person) {
      const own = taken.get(person) ?? 0;
      if (all >= inAll || own >= each) throw new Problem('waitYourTurn');
      all += 1;
      taken.set(person, own + 1);
      let isGivenBack = false;
      return () => {
        if (isGivenBack) return;
        isGivenBack = true;
        all -= 1;
        const left = taken.get(person)! - 1;
        if (left === 0) taken.delete(person);
        else taken.set(person, left);
      };
    },
  };
}
