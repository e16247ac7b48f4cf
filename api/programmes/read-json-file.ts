import { readFile } from 'node:fs/promises';
import { jsonFault } from './json-fault.ts';

export type JsonFile = { readonly json: unknown } | { readonly message: string };

/** A JSON file as people save it: with the mark that Windows puts before UTF-8, and never in another encoding. */
export async function readJsonFile(path: string): Promise<JsonFile> {
  const bytes = await readFile(path);
  const text = decoded(bytes);
  if (text === undefined) return { message: notUtf8(bytes) };
  const fault = jsonFault(text);
  if (fault === undefined) return { json: JSON.parse(text) as unknown };
  const { line, column, quoted, message } = fault;
  return { message: `is not JSON: line ${line}, column ${column}: ${message}\n    ${quoted}` };
}

function decoded(bytes: Uint8Array, encoding = 'utf-8'): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function notUtf8(bytes: Uint8Array): string {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const perhaps = isWide ? ', it is UTF-16' : decoded(bytes, 'gb18030') === undefined ? '' : ', perhaps GBK';
  return `is not UTF-8${perhaps}; save it as UTF-8 (in Windows Notepad: Save as, Encoding, UTF-8)`;
}
