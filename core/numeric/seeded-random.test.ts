import { describe, expect, it } from 'vitest';
import { seededRandom } from './seeded-random.ts';

const draw = (seed: number | string, count: number): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('seededRandom', () => {
  it('gives the same stream for the same seed and others for others', () => {
    expect(draw('wave-2026', 20)).toEqual(draw('wave-2026', 20));
    expect(draw('wave-2026', 20)).not.toEqual(draw('wave-2027', 20));
    expect(draw(1, 3)).not.toEqual(draw(2, 3));
  });

  it('has not changed since the first release, or stored draws could not be made again', () => {
    expect(draw('wave-2026', 3)).toEqual([0.836552074411884, 0.25773744098842144, 0.4021141908597201]);
  });

  it('fills [0, 1) evenly', () => {
    const values = draw(7, 100_000);
    expect(Math.min(...values.slice(0, 50_000))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values.slice(0, 50_000))).toBeLessThan(1);
    const counts = new Array<number>(10).fill(0);
    for (const value of values) counts[Math.floor(10 * value)]! += 1;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(27.88); // R: qchisq(0.999, 9)
  });

  it('draws whole numbers below the bound, each about as often', () => {
    const random = seededRandom(11);
    const counts = [0, 0, 0];
    for (let drawn = 0; drawn < 30_000; drawn++) counts[random.integer(3)]! += 1;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(3.3 * Math.sqrt(20_000 / 3));
    expect(() => random.integer(0)).toThrow('whole number');
  });

  it('draws normals with mean 0 and variance 1', () => {
    const random = seededRandom('normal');
    const values = Array.from({ length: 50_000 }, () => random.normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(3.3 / Math.sqrt(50_000));
    expect(Math.abs(variance - 1)).toBeLessThan(3.3 * Math.sqrt(2 / 50_000));
  });
});
