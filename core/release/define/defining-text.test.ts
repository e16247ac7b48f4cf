import { describe, expect, it } from 'vitest';
import { definingText } from './defining-text.ts';

const both = (words: string) => ({ 'zh-Hans': words, en: words });
const defining = (words: string) => definingText(both(words), ['zh-Hans', 'en']);
const same = (a: string, b: string) => expect(defining(a)).toEqual(defining(b));
const apart = (a: string, b: string) => expect(defining(a)).not.toEqual(defining(b));

describe('the words that define a figure', () => {
  it('are the same in full-width and half-width forms', () => {
    same('您满意吗？（１分到１０分）', '您满意吗?(1分到10分)');
  });

  it('are the same with other marks and spaces, seen or not', () => {
    same('“Quality”,  overall — yes?', ' Quality overall\u200B yes\u00AD.');
    same('总的来说，满意吗？', '总的来说 满意吗');
    same('1—10分', '1-10分');
  });

  it('are others with another word, another number or other capital letters', () => {
    apart('过去12个月', '过去3个月');
    apart('within 1.5 km', 'within 15 km');
    apart('12345', '1234');
    apart('过去1-2个月', '过去12个月');
    apart('8:30', '830');
    apart('1/2', '12');
    apart('5%', '5');
    apart('-5', '5');
    apart('Polish', 'polish');
    apart('不满意', '满意');
  });

  it('know no language that was not asked', () => {
    expect(definingText({ ...both('问'), ja: '質問' } as never, ['zh-Hans', 'en'])).toEqual(both('问'));
  });
});
