import type { Convention } from '../programme/index-definition.ts';
import type { LocalText } from '../questionnaire/local-text.ts';

/** A scoring convention in words: printed with every figure it made. */
export function conventionText(convention: Convention): LocalText {
  switch (convention.kind) {
    case 'linear':
      return {
        'zh-Hans': '百分制：（打分-最低分）÷（最高分-最低分）×100',
        en: '0-100: (answer - lowest) / (highest - lowest) x 100',
      };
    case 'timesTen':
      return { 'zh-Hans': '打分×10', en: 'answer x 10' };
    case 'banded': {
      const bands = [...convention.bands].sort((a, b) => b.from - a.from);
      return {
        'zh-Hans': `分档：${bands.map(({ from, score }) => `${from}分及以上计${score}`).join('，')}`,
        en: `bands: ${bands.map(({ from, score }) => `from ${from}: ${score}`).join(', ')}`,
      };
    }
    case 'topBox':
      return {
        'zh-Hans': `打${convention.from}分及以上的比例×100`,
        en: `share of answers from ${convention.from} up x 100`,
      };
    case 'netPromoter':
      return {
        'zh-Hans': `净推荐：${convention.promotersFrom}分及以上的百分比减${convention.detractorsTo}分及以下的百分比`,
        en: `net promoter: per cent from ${convention.promotersFrom} up less per cent up to ${convention.detractorsTo}`,
      };
  }
}
