import { describe, expect, it } from 'vitest';
import { conventionFaults } from './convention-faults.ts';
import type { Convention } from './index-definition.ts';

const ten = { lowest: 1, highest: 10 };
const five = { lowest: 1, highest: 5 };
const eleven = { lowest: 0, highest: 10 };
const bands = (...starts: readonly number[]): Convention => ({
  kind: 'banded',
  bands: starts.map((from) => ({ from, score: from * 10 })),
});

describe('conventionFaults', () => {
  it.each<[Convention, { lowest: number; highest: number }]>([
    [{ kind: 'linear' }, five],
    [{ kind: 'timesTen' }, ten],
    [{ kind: 'timesTen' }, eleven],
    [{ kind: 'topBox', from: 2 }, five],
    [{ kind: 'topBox', from: 5 }, five],
    [{ kind: 'netPromoter', detractorsTo: 6, promotersFrom: 9 }, eleven],
    [bands(1, 3, 5), five],
    [bands(0, 9), ten],
  ])('accepts %o on the scale %o', (convention, scale) => {
    expect(conventionFaults(convention, scale)).toEqual([]);
  });

  it.each<[Convention, { lowest: number; highest: number }, string]>([
    [{ kind: 'timesTen' }, five, 'cannot score a scale 1-5'],
    [{ kind: 'topBox', from: 1 }, five, 'does not divide a scale 1-5'],
    [{ kind: 'topBox', from: 6 }, five, 'does not divide a scale 1-5'],
    [{ kind: 'netPromoter', detractorsTo: 6, promotersFrom: 9 }, five, 'both on the scale 1-5'],
    [{ kind: 'netPromoter', detractorsTo: 6, promotersFrom: 6 }, eleven, 'detractors below promoters'],
    [bands(2, 3), five, 'no band at the lowest point of the scale 1-5'],
    [bands(1, 6), five, 'a band from 6, beyond the scale 1-5'],
    [bands(1, 3, 3), five, 'two bands from 3'],
  ])('refuses %o on the scale %o', (convention, scale, message) => {
    expect(conventionFaults(convention, scale)).toEqual([expect.stringContaining(message)]);
  });
});
