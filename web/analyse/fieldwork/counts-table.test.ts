import { describe, expect, it } from 'vitest';
import type { ResponseCount } from '../../parts/api-client.ts';
import { countsTable, dispositionCounts } from './counts-table.ts';

const complete = { disposition: 'complete', isLate: false } as const;
const counts: readonly ResponseCount[] = [
  { ...complete, channel: 'open', area: 'songyue', count: 4 },
  { ...complete, channel: 'invitation', area: 'songyue', count: 30 },
  { ...complete, channel: 'invitation', area: 'songyue', isLate: true, count: 2 },
  { ...complete, channel: 'invitation', count: 3 },
  { channel: 'open', disposition: 'refusal', isLate: false, count: 9 },
];

describe('countsTable', () => {
  it('counts complete responses by area and channel, the same on both edges', () => {
    expect(countsTable(counts, ['luming', 'songyue'])).toEqual({
      channels: ['invitation', 'open'],
      rows: [
        { area: 'luming', counts: [0, 0], total: 0 },
        { area: 'songyue', counts: [32, 4], total: 36 },
        { counts: [3, 0], total: 3 },
      ],
      totals: [35, 4],
      total: 39,
    });
  });

  it('loses nobody whose area the programme does not name', () => {
    expect(
      countsTable([{ ...complete, channel: 'imported', area: 'old-town', count: 7 }], ['songyue']),
    ).toMatchObject({
      rows: [
        { area: 'songyue', total: 0 },
        { area: 'old-town', total: 7 },
      ],
      total: 7,
    });
  });
});

describe('dispositionCounts', () => {
  it('says how many of each came late', () => {
    expect(dispositionCounts(counts)).toEqual([
      { disposition: 'complete', count: 39, late: 2 },
      { disposition: 'refusal', count: 9, late: 0 },
    ]);
  });
});
