import type { StoredResponse } from './verbs/stored-response.ts';

/** The part of the sample a response stands for. */
export type Frame = Pick<StoredResponse, 'stratum' | 'primaryUnit' | 'weight'>;

/** How many there are of each frame, as a text that is the same whatever their order. */
export function framesOf(all: readonly Frame[]): string {
  return JSON.stringify(
    all.map(({ stratum, primaryUnit, weight }) => JSON.stringify([stratum, primaryUnit, weight])).sort(),
  );
}

/** In the binary order of the ids: where one lies then tells nothing of when it came. */
export function byId(responses: readonly StoredResponse[]): readonly StoredResponse[] {
  return [...responses].sort((one, other) => (one.id < other.id ? -1 : 1));
}
