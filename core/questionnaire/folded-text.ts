/** A text as patterns read it, and where each of its characters stands in the text as it was written. */
export interface FoldedText {
  readonly text: string;
  /** For each character of `text`, and for its end, a place in the written text, as for `slice`. */
  readonly places: readonly number[];
}

/** Full-width forms, Chinese and circled digits as the plain ones; what nobody sees is left out. */
export function foldText(written: string): FoldedText {
  let text = '';
  const places: number[] = [];
  let place = 0;
  for (const character of written) {
    const folded = character < '\x80' ? character : fold(character);
    for (let unit = 0; unit < folded.length; unit++) places.push(place);
    text += folded;
    place += character.length;
  }
  places.push(place);
  return { text, places };
}

const chineseDigits = '〇一二三四五六七八九零壹贰叁肆伍陆柒捌玖零幺两';

function fold(character: string): string {
  const digit = chineseDigits.indexOf(character);
  if (digit >= 0) return String(digit % 10);
  if (character >= '\u3400' && character <= '\u9fff') return character;
  if (invisible.test(character)) return '';
  const plain = character.normalize('NFKC');
  return plain.length > 1 ? character : plain;
}

/** Without a width, or a frame drawn around the character before. */
const invisible = /[\u200B-\u200F\u2060\uFE0E\uFE0F\uFEFF\u20DD-\u20E3\u00AD]/;
