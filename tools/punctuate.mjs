// One file as it should be punctuated. The rule itself is in full-width.mjs.
import ts from 'typescript';
import { fullWidth, fullWidthBetween, isChinese } from './full-width.mjs';

/** Words in a regular expression are no sentence, and its marks are its grammar. */
const isPattern = (text) => text.includes('(?');

const chinese = (text) => (isChinese(text) && !isPattern(text) ? fullWidth(text) : fullWidthBetween(text));

/** What shows the marks that are refused. */
const wrongOnPurpose = ['tools/full-width.mjs', 'e2e/house/punctuation.test.ts'];

/**
 * Wording, surveys, Chinese documents and what core says in Chinese: every Chinese text. Everything else, tests
 * and English documents among it, quotes Chinese and has data in it: only what stands between two Chinese
 * characters.
 */
export function punctuate(name, text) {
  if (wrongOnPurpose.includes(name)) return text;
  if (/^surveys\/.*\.json$/.test(name)) return strings(text);
  if (/\.zh-Hans\.md$/.test(name)) return document(text);
  if (/^web\/wording\/simplified-chinese\.ts$/.test(name)) return code(text, fullWidth);
  if (/^web\/.*\bwording\b.*\.ts$|^core\/.*\.ts$/.test(name) && !/\.test(-data)?\.ts$/.test(name)) {
    return code(text, chinese);
  }
  return fullWidthBetween(text);
}

function strings(json) {
  return json.replace(/"(?:[^"\\]|\\.)*"/g, (string) => `"${chinese(string.slice(1, -1))}"`);
}

/** All but its blocks of code. */
function document(markdown) {
  const parts = markdown.split(/(^```[\s\S]*?^```$)/m);
  return parts.map((part, at) => (at % 2 === 1 ? part : part.split('\n').map(chinese).join('\n'))).join('');
}

/** Strings each by itself, everything between them as English. What follows `'zh-Hans':` is Chinese, whatever it holds. */
function code(text, mend) {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text);
  const kinds = ts.SyntaxKind;
  const texts = [kinds.StringLiteral, kinds.NoSubstitutionTemplateLiteral];
  const pieces = [kinds.TemplateHead, kinds.TemplateMiddle, kinds.TemplateTail];
  const braces = [];
  const before = ['', ''];
  let mended = '';
  for (let kind = scanner.scan(); kind !== kinds.EndOfFileToken; kind = scanner.scan()) {
    if (kind === kinds.SlashToken || kind === kinds.SlashEqualsToken) kind = scanner.reScanSlashToken();
    if (kind === kinds.CloseBraceToken && braces.at(-1) === 0) kind = scanner.reScanTemplateToken(false);
    if (kind === kinds.TemplateHead) braces.push(0);
    if (kind === kinds.TemplateTail) braces.pop();
    if (kind === kinds.OpenBraceToken && braces.length > 0) braces[braces.length - 1]++;
    if (kind === kinds.CloseBraceToken && braces.length > 0) braces[braces.length - 1]--;
    const token = scanner.getTokenText();
    const isDeclared = before[0] === "'zh-Hans'" && before[1] === ':';
    if (texts.includes(kind)) {
      const inner = token.slice(1, -1);
      mended += token[0] + (isDeclared ? fullWidth(inner) : mend(inner)) + token.at(-1);
    } else mended += pieces.includes(kind) ? chinese(token) : fullWidthBetween(token);
    if (token.trim() !== '') before.splice(0, 2, before[1], token);
  }
  return mended;
}
