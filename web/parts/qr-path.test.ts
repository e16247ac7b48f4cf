import { describe, expect, it } from 'vitest';
import { qrPath } from './qr-path.ts';

const { size, path } = qrPath('https://example.org/s/2026/i/abc');
const isDark = (x: number, y: number) => path.includes(`M${x} ${y}h1`);

describe('qrPath', () => {
  it('keeps four modules around it empty', () => {
    for (let along = 0; along < size; along++) {
      for (const edge of [0, 1, 2, 3, size - 4, size - 3, size - 2, size - 1]) {
        expect(isDark(along, edge) || isDark(edge, along)).toBe(false);
      }
    }
  });

  it('has its three finder patterns in the corners, and none in the fourth', () => {
    const isFinder = (left: number, top: number) =>
      [0, 1, 2, 3, 4, 5, 6].every((step) => isDark(left + step, top) && isDark(left, top + step)) &&
      isDark(left + 3, top + 3) &&
      !isDark(left + 1, top + 1);
    expect([
      isFinder(4, 4),
      isFinder(size - 11, 4),
      isFinder(4, size - 11),
      isFinder(size - 11, size - 11),
    ]).toEqual([true, true, true, false]);
  });

  it('is another one for another text', () => {
    expect(qrPath('https://example.org/s/2026/i/abd').path).not.toBe(path);
  });
});
