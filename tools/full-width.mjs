// How Chinese text is punctuated: with full-width marks, and without a space between Chinese and a number.

const han = '\\p{Script=Han}';
const wide = { ',': '，', ':': '：', ';': '；', '?': '？', '!': '！', '(': '（', ')': '）' };

/** What keeps its marks: places to fill in, intervals, code, addresses, links and pictures of documents, times, thousands. */
const kept =
  /`[^`]*`|\{\w+\}|\[[\d\s.,%±\u2212-]+\]|https?:\/\/[\w./:?=&%-]+|!?\[(?=[^\]]*\]\()|\]\([^)\s]*\)|\d[,:]\d/g;

/** Chinese, not an English sentence that names a Chinese term: no more Latin words than Chinese characters. */
export function isChinese(text) {
  const plain = text.replace(/\{\w+\}/g, '');
  const characters = plain.match(new RegExp(han, 'gu'))?.length ?? 0;
  return characters > 0 && characters >= (plain.match(/[A-Za-z]+/g)?.length ?? 0);
}

/** `第 1 次:满意吗?(1分最低, 10分最高)` → `第1次：满意吗？（1分最低，10分最高）`. */
export function fullWidth(text) {
  const apart = [];
  const open = text.replace(kept, (piece) => `\uE000${apart.push(piece) - 1}\uE001`);
  return open
    .replace(/(\\?)"([^"\\]*)\1"/g, '“$2”')
    .replace(/[,:;?!()]/g, (mark, at) => (isLatin(open, at) ? mark : wide[mark]))
    .replace(/ *([，：；？！（）]) */g, '$1')
    .replace(/\uE000(\d+)\uE001/g, (_, number) => apart[Number(number)])
    .replace(new RegExp(`(${han}) +(?=[\\d{])`, 'gu'), '$1')
    .replace(new RegExp(`([\\d}%‰]) +(?=${han})`, 'gu'), '$1');
}

/** Between two Latin words, as in a name that Chinese text quotes. */
function isLatin(text, at) {
  return /[A-Za-z]/.test(text[at - 1] ?? '') && /^ ?[A-Za-z]/.test(text.slice(at + 1));
}

/** In code and English text only what stands between two Chinese characters is Chinese; `上升、下降` lists words. */
export function fullWidthBetween(text) {
  return text
    .replace(new RegExp(`(${han}), (?=${han})`, 'gu'), '$1、')
    .replace(new RegExp(`(${han}) ?([,:;?!()]) ?(?=${han})`, 'gu'), (_, before, mark) => before + wide[mark]);
}
