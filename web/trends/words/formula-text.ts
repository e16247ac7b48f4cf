/**
 * A formula as it is set: a minus between words, or between spaces, where its text has a hyphen.
 *
 * @example formulaText('（打分-最低分）÷9') // '（打分−最低分）÷9'
 */
export function formulaText(text: string): string {
  return text.replace(/(?<=[\p{Script=Han}）])-(?=[\p{Script=Han}（\d])|(?<= )-(?= )/gu, '\u2212');
}
