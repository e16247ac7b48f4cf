import { describe, expect, it } from 'vitest';
import { hiddenNote } from './hidden-note.ts';
import { readerIn } from '../../parts/figure/reader.ts';
import { releaseOf } from '../../parts/figure/sample-release.ts';

const chinese = readerIn('zh-Hans');
const release = releaseOf('2026', 82.4);
const shown = { value: 80, standing: 'full', n: 80 } as const;

describe('hiddenNote', () => {
  it('says of what is not published that scores have nothing to do with it', () => {
    expect(hiddenNote([shown, { suppressed: 'hidden' }], release, chinese)).toBe(
      '未公布：答卷不足10份，或公布了就能推算出别的不足10份的数字，或算不出误差；与数值高低无关。',
    );
  });

  it('is nothing where everything is published, not asked, or not there', () => {
    expect(hiddenNote([shown, { suppressed: 'notAsked' }, undefined], release, chinese)).toBe('');
  });
});
