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
    /\.(test|spec|contract|test-data)\.ts$|(^|\/)(sample|temporary)-[a-z-]+\.ts$/.test(path) ||
    /^core\/golden\//.test(path) ||
    testGear.some((gear) => path === gear || path.startsWith(`${gear}/`))
  );
}

/** Product folders hold some of what tests are made with. */
const testGear = [
  'api/testing.ts',
  'api/built-script.ts',
  'api/http/check-reply.ts',
  'api/programmes/survey-schemas.ts',
  'api/storage/contract',
  'api/storage/postgres/testing',
];

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

/** Entries of everything that is built for use, as vite.config.ts names them. */
export function builtEntries(): readonly string[] {
  const config = readFileSync(join(root, 'vite.config.ts'), 'utf8');
  return [...config.matchAll(/'((?:api|web)\/[^'*]+\.ts)'/g)]
    .map(([, path]) => path!)
    .filter((path) => !isForTests(path));
}

/** All that is read when the entries are, the entries among it. */
export function reachedFrom(entries: readonly string[], imports: readonly Import[]): ReadonlySet<string> {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) {
    const of = targets.get(from);
    if (of) of.push(to);
    else targets.set(from, [to]);
  }
  const reached = new Set<string>();
  const waiting = [...entries];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    waiting.push(...(targets.get(path) ?? []));
  }
  return reached;
}
