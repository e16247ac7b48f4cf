import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ShownCell } from '../../../core/release/release.ts';
import { cellAlong, changeAlong } from './follow-reference.ts';
import { changeOf } from './sample-release.ts';

const otherSide = { factor: -1, offset: 1 };
const silence: ShownCell = {
  value: 0.289,
  standing: 'full',
  standardError: 0.0096,
  interval: [0.27, 0.309],
  n: 700,
};

describe('cellAlong', () => {
  it('turns the ends of the interval around on the other side of a share', () => {
    expect(cellAlong(silence, otherSide, 'share')).toEqual({
      ...silence,
      value: 0.711,
      interval: [0.691, 0.73],
    });
  });

  it('turns a coded bound around', () => {
    const cell = { bound: 'atLeast', value: 0.9, standing: 'insufficient', n: 20 } as const;
    expect(cellAlong(cell, otherSide, 'share')).toEqual({ ...cell, bound: 'atMost', value: 0.1 });
  });

  it('hides what is hidden', () => {
    expect(cellAlong({ suppressed: 'hidden' }, otherSide, 'share')).toEqual({ suppressed: 'hidden' });
  });

  it('gives a quantity on another scale the digits of its own error', () => {
    const share: ShownCell = { ...silence, value: 0.137, standardError: 0.0032, interval: [0.131, 0.143] };
    expect(cellAlong(share, { factor: 4, offset: 0 }, 'count')).toMatchObject({
      value: 0.55,
      standardError: 0.013,
      interval: [0.52, 0.57],
    });
  });

  it('is itself again after going there and back', () => {
    const percent = fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 1000);
    fc.assert(
      fc.property(percent, percent, percent, (value, a, b) => {
        const cell: ShownCell = { ...silence, value, interval: [Math.min(a, b), Math.max(a, b)] };
        expect(cellAlong(cellAlong(cell, otherSide, 'share'), otherSide, 'share')).toEqual(cell);
      }),
    );
  });
});

describe('changeAlong', () => {
  it('fell where the other side rose', () => {
    expect(changeAlong(changeOf('overall', 'rose', 7), -1, 'points')).toMatchObject({
      difference: -1.8,
      interval: [-3, -0.6],
      standardError: 0.6,
      word: 'fell',
      detectable: 1.7,
    });
  });
});
