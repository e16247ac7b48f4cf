import { repeated } from '../repeated.ts';
import type { Convention } from './index-definition.ts';

interface Scale {
  readonly lowest: number;
  readonly highest: number;
}

/** Why a convention gives no score, or not the intended one, to some point of a scale; `[]` where it fits. */
export function conventionFaults(convention: Convention, scale: Scale): readonly string[] {
  const { lowest, highest } = scale;
  const shown = `scale ${lowest}-${highest}`;
  switch (convention.kind) {
    case 'linear':
      return [];
    case 'timesTen':
      if (highest === 10 && lowest >= 0) return [];
      return [`"timesTen" makes 100 of the point 10, so it cannot score a ${shown}; use "linear"`];
    case 'topBox':
      if (convention.from > lowest && convention.from <= highest) return [];
      return [`"topBox" from ${convention.from} does not divide a ${shown}; choose a point of it`];
    case 'netPromoter':
      return netPromoterFaults(convention, scale, shown);
    case 'banded':
      return bandFaults(convention, scale, shown);
  }
}

function netPromoterFaults(
  { detractorsTo, promotersFrom }: Extract<Convention, { kind: 'netPromoter' }>,
  { lowest, highest }: Scale,
  shown: string,
): readonly string[] {
  if (lowest <= detractorsTo && detractorsTo < promotersFrom && promotersFrom <= highest) return [];
  return [
    `"netPromoter" needs detractors below promoters, both on the ${shown}; ` +
      `it has them up to ${detractorsTo} and from ${promotersFrom}`,
  ];
}

function bandFaults(
  { bands }: Extract<Convention, { kind: 'banded' }>,
  { lowest, highest }: Scale,
  shown: string,
): readonly string[] {
  const starts = bands.map((band) => band.from);
  const faults: string[] = [];
  if (starts.every((from) => from > lowest)) {
    faults.push(`"banded" has no band at the lowest point of the ${shown}; begin one at ${lowest}`);
  }
  const beyond = starts.filter((from) => from > highest);
  if (beyond.length > 0) faults.push(`"banded" has a band from ${beyond.join(', ')}, beyond the ${shown}`);
  const twice = repeated(starts.map(String)).map(({ text }) => text);
  if (twice.length > 0) faults.push(`"banded" has two bands from ${twice.join(', ')}; keep one`);
  return faults;
}
