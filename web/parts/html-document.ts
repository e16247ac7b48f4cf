import { createHash } from 'node:crypto';
import type { Page } from '../../api/http/pages.ts';
import type { Language } from '../../core/questionnaire/local-text.ts';

export interface DocumentParts {
  readonly language: Language;
  readonly title: string;
  /** Style that stands in the page itself, so that it is there with the first bytes. */
  readonly style: string;
  /** Markup, escaped by the one who rendered it. */
  readonly body: string;
  /** The entry module and the modules it imports, as addresses. */
  readonly scripts?: readonly string[];
  readonly styleSheets?: readonly string[];
  readonly isLarge?: boolean;
  /** JSON handed to the script. */
  readonly model?: string;
}

/** A whole page, and the policy that lets exactly its own style and script run. */
export function htmlDocument(parts: DocumentParts): Page {
  const { language, title, style, body, scripts = [], styleSheets = [], model, isLarge } = parts;
  const [entry, ...imports] = scripts;
  const html = [
    `<!doctype html><html lang="${language}"${isLarge ? ' class="large"' : ''}><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark"><meta name="format-detection" content="telephone=no">',
    `<title>${escapeHtml(title)}</title><link rel="icon" href="data:,"><style>${style}</style>`,
    ...styleSheets.map((address) => `<link rel="stylesheet" href="${escapeHtml(address)}">`),
    ...imports.map((address) => `<link rel="modulepreload" href="${escapeHtml(address)}">`),
    entry === undefined ? '' : `<script type="module" src="${escapeHtml(entry)}"></script>`,
    `</head><body>${body}`,
    model === undefined ? '' : `<script type="application/json" id="model">${escapeJson(model)}</script>`,
    '</body></html>',
  ].join('');
  return { html, contentSecurityPolicy: policyFor(style, styleSheets.length > 0) };
}

function policyFor(style: string, hasStyleSheets: boolean): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'sha256-${hash}'${hasStyleSheets ? " 'self'" : ''}`,
    "connect-src 'self'",
    "img-src 'self' data: blob:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** JSON inside a script element: no `<` may be read as the end of it, and the text stays the same JSON. */
function escapeJson(json: string): string {
  return json.replaceAll('<', '\\u003c');
}
