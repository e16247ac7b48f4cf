/** A text as patterns read it, and where each of its characters stands in the text as it was written. */
export interface FoldedText {
  readonly text: string;
  /** For each character of `text`, and for its end, a place in the written text, as for `slice`. */
  readonly places: readonly number[];
}

const chineseDigits = ['〇一二三四五六七八九', '零壹贰叁肆伍陆柒捌玖', '零幺两'];
const otherDigits = ['⓪①②③④⑤⑥⑦⑧⑨', '⁰¹²³⁴⁵⁶⁷⁸⁹', '₀₁₂₃₄₅₆₇₈₉', '🄋❶❷❸❹❺❻❼❽❾', '0➀➁➂➃➄➅➆➇➈'];
const others: Readonly<Record<string, string>> = { '　': ' ', '\u00A0': ' ' };

const foldings: ReadonlyMap<string, string> = new Map([
  ...[...chineseDigits, ...otherDigits].flatMap((row) =>
    [...row].map((character, digit): [string, string] => [character, String(digit)]),
  ),
  ...Object.entries(others),
]);

/** Full-width forms, Chinese digits and digits of other scripts as the plain ones; what nobody sees is left out. */
export function foldText(written: string): FoldedText {
  let text = '';
  const places: number[] = [];
  let place = 0;
  for (const character of written) {
    const folded = foldCharacter(character);
    for (let unit = 0; unit < folded.length; unit++) places.push(place);
    text += folded;
    place += character.length;
  }
  places.push(place);
  return { text, places };
}

function foldCharacter(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < 0x80) return character;
  const known = foldings.get(character);
  if (known !== undefined) return known;
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (invisible.test(character)) return '';
  return digitOfAScript.test(character) ? digitOf(code) : character;
}

/** Without a width, or a frame drawn around the character before. */
const invisible = /^[\u200B-\u200F\u2060\uFE0E\uFE0F\uFEFF\u20DD-\u20E3\u00AD]$/;
const digitOfAScript = /^\p{Nd}$/u;

/** The ten digits of a script follow one another from zero, and before its zero stands no digit. */
function digitOf(code: number): string {
  for (let digit = 0; digit < 10; digit++) {
    if (!digitOfAScript.test(String.fromCodePoint(code - digit - 1))) return String(digit);
  }
  // Mathematical digits: five tens in a row.
  return String((code - 0x1d7ce) % 10);
}
