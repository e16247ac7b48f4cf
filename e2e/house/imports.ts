import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

export const root = resolve(import.meta.dirname, '..', '..');

/** One file that names another, by paths from the root of the repository; a package by its name. */
export interface Import {
  readonly from: string;
  readonly to: string;
  /** Nothing is left of it when the product runs. */
  readonly isType: boolean;
}

/** Tests, what only tests share, and the reference numbers they are held against. */
export function isForTests(path: string): boolean {
  return (
    /\.(test|spec|contract|test-data)\.ts$/.test(path) ||
    /^core\/golden\//.test(path) ||
    testGear.some((gear) => path === gear || path.startsWith(`${gear}/`))
  );
}

/** Product folders hold some of what tests are made with. */
const testGear = ['api/testing.ts', 'api/built-script.ts', 'api/storage/contract', 'api/storage/testing'];

export function sourcesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path).split(sep).join('/'))
    .filter((path) => /\.(ts|svelte|mjs)$/.test(path) && !/\.d\.m?ts$/.test(path));
}

/** What a file names, whether it is needed at once or later (`import(...)`). */
export function importsOf(path: string): readonly Import[] {
  const text = withoutComments(readFileSync(join(root, path), 'utf8'));
  const found = text.matchAll(
    /(?:^|[;\n>])\s*(?:import|export)\s+(type\s+)?([^'";]*?)\s*from\s+'([^']+)'|(?:^|[;\n>])\s*import\s+'([^']+)'|\bimport\('([^']+)'\)/g,
  );
  return [...found].map(([, type, names = '', from, alone, later]) => {
    const wanted = (from ?? alone ?? later ?? '').split('?')[0]!;
    const to = wanted.startsWith('.')
      ? relative(root, resolve(root, dirname(path), wanted))
          .split(sep)
          .join('/')
      : wanted;
    return { from: path, to, isType: type !== undefined || namesOnlyTypes(names) };
  });
}

/** `{ type A, type B }`. */
function namesOnlyTypes(names: string): boolean {
  const inner = /^\{([^}]*)\}$/.exec(names.trim())?.[1];
  if (inner === undefined) return false;
  const each = inner
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return each.length > 0 && each.every((name) => name.startsWith('type '));
}

export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/.*/g, '');
}

export function show({ from, to }: Import): string {
  return `${from} -> ${to}`;
}
