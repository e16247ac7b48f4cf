import { describe, expect, it } from 'vitest';
import type { ListedRelease } from '../staff/api.ts';
import { releasesUpTo } from './published.ts';

const listed = (wave: string, number: number): ListedRelease => ({
  hash: `${wave}-${number}`,
  wave,
  period: wave,
  number,
  title: { 'zh-Hans': wave, en: wave },
  publishedAt: 0,
});
const all = [listed('2025', 1), listed('2024', 1), listed('2024', 2), listed('2026', 1)];
const hashes = (releases: readonly ListedRelease[]) => releases.map(({ hash }) => hash);

describe('releasesUpTo', () => {
  it('takes the latest release of every wave, in order of the waves', () => {
    expect(hashes(releasesUpTo(all))).toEqual(['2024-2', '2025-1', '2026-1']);
  });

  it('ends with the chosen release, and takes it even if there is a later one of its wave', () => {
    expect(hashes(releasesUpTo(all, '2025-1'))).toEqual(['2024-2', '2025-1']);
    expect(hashes(releasesUpTo(all, '2024-1'))).toEqual(['2024-1']);
  });

  it('shows the latest where the chosen release is not listed', () => {
    expect(hashes(releasesUpTo(all, 'unknown'))).toEqual(['2024-2', '2025-1', '2026-1']);
  });
});
