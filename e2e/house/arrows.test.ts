import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..');

/** Tests, what they share, and the reference numbers they are held against. */
const isForTests = (path: string) =>
  /\.(test|spec|contract|test-data)\.ts$/.test(path) || path.startsWith(join('core', 'golden'));

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => /\.(ts|svelte)$/.test(path) && !isForTests(path));
}

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isType: boolean;
}

function importsOf(path: string): readonly Import[] {
  const text = readFileSync(join(root, path), 'utf8');
  return [...text.matchAll(/(?:import|export)\s+(type\s+)?[^'";]*?from\s+'([^']+)'|import\s+'([^']+)'/g)].map(
    ([, type, from, alone]) => {
      const wanted = from ?? alone ?? '';
      const to = wanted.startsWith('.') ? relative(root, resolve(root, dirname(path), wanted)) : wanted;
      return { from: path, to, isType: type !== undefined };
    },
  );
}

const all = ['core', 'api', 'web'].flatMap(sourcesIn).flatMap(importsOf);
const show = ({ from, to }: Import) => `${from} -> ${to}`;
const from = (folder: string) => all.filter((each) => each.from.startsWith(folder));

describe('the arrows between folders', () => {
  it('finds the imports it judges', () => {
    expect(all.map(show)).toContain('core/questionnaire/check-response.ts -> core/questionnaire/routing.ts');
  });

  it('core imports only core, a schema library, hashes and a solver of linear programmes', () => {
    const allowed = /^(core\/|valibot$|@noble\/hashes\/|yalps$)/;
    expect(
      from('core/')
        .filter(({ to }) => !allowed.test(to))
        .map(show),
    ).toEqual([]);
  });

  it('estimation and numeric know nothing of questionnaires', () => {
    const below = [...from('core/estimation/'), ...from('core/numeric/')];
    expect(below.filter(({ to }) => !/^core\/(estimation|numeric)\//.test(to)).map(show)).toEqual([]);
  });

  it('api imports web where the application is put together only: to serve it, and to test it', () => {
    const crossing = from('api/').filter(({ to }) => to.startsWith('web/'));
    expect([...new Set(crossing.map((each) => each.from))]).toEqual(['api/server.ts', 'api/testing.ts']);
  });

  it('web takes nothing but types from api', () => {
    expect(
      from('web/')
        .filter(({ to, isType }) => to.startsWith('api/') && !isType)
        .map(show),
    ).toEqual([]);
  });

  it('only the storage folder knows a database', () => {
    const drivers = all.filter(({ to }) => /^(better-sqlite3|pg|postgres)$/.test(to));
    expect(drivers.filter((each) => !each.from.startsWith('api/storage/')).map(show)).toEqual([]);
  });

  it('core has no clock, no randomness, no process and no network', () => {
    const impure = /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bprocess\.|\bfetch\(|\bconsole\./;
    const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    const found = sourcesIn('core').filter((path) =>
      impure.test(withoutComments(readFileSync(join(root, path), 'utf8'))),
    );
    expect(found).toEqual([]);
  });
});
