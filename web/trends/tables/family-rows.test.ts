import { describe, expect, it } from 'vitest';
import type { Release } from '../../../core/release/release.ts';
import { familyCount, familyRows } from './family-rows.ts';
import { readerIn } from '../../parts/figure/reader.ts';
import { releaseOf } from '../../parts/figure/sample-release.ts';

const release = releaseOf('2026', 82.4, { comparedWith: '2025' });
const withFamilies = (families: Release['method']['families']): Release => ({
  ...release,
  method: { ...release.method, families },
});

describe('familyRows', () => {
  it('says what each family holds, how many tests, and what was found', () => {
    expect(familyRows(release, readerIn('zh-Hans'))).toEqual([
      { number: 1, name: '总指数', tests: 1, words: '上升1' },
      { number: 3, name: '各维度的指数', tests: 2, words: '上升1' },
    ]);
  });

  it('counts the areas found above and below under the families of groups', () => {
    const areas = [
      { area: 'a', ranks: [1, 1], group: 'above' },
      { area: 'b', ranks: [2, 2], group: 'below' },
    ] as const;
    const ranked: Release = {
      ...withFamilies([{ number: 9, tests: 2 }]),
      rankings: [{ form: 'short', subject: 'overall', areas }],
    };
    expect(familyRows(ranked, readerIn('zh-Hans'))[0]?.words).toBe('高于1、低于1');
  });

  it('keeps the families of two indices apart', () => {
    const [short] = release.forms;
    const brief = { 'zh-Hans': '简易指数', en: 'Brief index' };
    const families = ['short', 'brief'].map((form) => ({ number: 1 as const, tests: 1, form }));
    const two: Release = {
      ...withFamilies(families),
      forms: [short!, { ...short!, name: 'brief', index: { name: 'brief', title: brief } }],
    };
    const rows = familyRows(two, readerIn('zh-Hans'));
    expect(rows.map(({ form, words }) => [form, words])).toEqual([
      ['short', '上升1'],
      ['brief', '–'],
    ]);
    expect(rows[1]!.name).toBe('简易指数：总指数');
  });
});

describe('familyCount', () => {
  it('is apart for changes and for comparisons with others', () => {
    expect(familyCount(release, 'changes')).toBe(2);
    expect(familyCount(release, 'others')).toBe(0);
    expect(familyCount(withFamilies([{ number: 9, tests: 8 }]), 'others')).toBe(1);
  });

  it('takes each locked target for a family of its own, up to ten', () => {
    expect(familyCount(withFamilies([{ number: 2, tests: 10 }]), 'changes')).toBe(10);
    expect(familyCount(withFamilies([{ number: 2, tests: 11 }]), 'changes')).toBe(1);
  });
});
