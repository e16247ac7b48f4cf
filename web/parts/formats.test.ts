import { describe, expect, it } from 'vitest';
import { formatDay, formatNumber } from './formats.ts';

describe('formatNumber', () => {
  it('writes the decimals asked for and groups thousands', () => {
    expect(formatNumber(82.36, 'zh-Hans', 1)).toBe('82.4');
    expect(formatNumber(80, 'en', 1)).toBe('80.0');
    expect(formatNumber(2400, 'en')).toBe('2,400');
  });

  it('writes a true minus, and none before a zero', () => {
    expect(formatNumber(-2.14, 'en', 1)).toBe('\u22122.1');
    expect(formatNumber(-0.04, 'zh-Hans', 1)).toBe('0.0');
  });
});

describe('formatDay', () => {
  it('writes out the day it is given, whatever the zone', () => {
    expect(formatDay('2026-09-01', 'zh-Hans')).toBe('2026年9月1日');
    expect(formatDay('2026-09-01', 'en')).toBe('1 September 2026');
  });
});
