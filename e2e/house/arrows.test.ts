import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { circlesOf } from './circles-of.ts';
import {
  builtEntries,
  importsOf,
  isForTests,
  reachedFrom,
  root,
  show,
  sourcesIn,
  withoutComments,
} from './imports.ts';
import { arrowsAmong, declaredArrows, roomsUnder } from './rooms.ts';

const folders = ['core', 'api', 'web', 'e2e', 'tools', 'surveys'];
const sources = folders.flatMap(sourcesIn).filter((path) => !isForTests(path));
const all = sources.flatMap(importsOf);
const from = (folder: string) => all.filter((each) => each.from.startsWith(folder));
const isOfOurs = (path: string) => folders.some((folder) => path.startsWith(`${folder}/`));

/** What `npm run dev` begins with. */
const development = [
  'api/development/open-development.ts',
  'web/development/hot-pages.ts',
  'web/development/follow-changes.ts',
];

describe('the arrows between folders', () => {
  it('finds the imports it judges, of scripts and of components, at once and later, of values and of types', () => {
    const found = all.map(show);
    expect(found).toContain('core/questionnaire/check-response.ts -> core/questionnaire/routing.ts');
    expect(found).toContain('web/respond/enhance.ts -> web/respond/take-over.ts');
    expect(found).toContain('web/shell/Staff.svelte -> web/shell/TopBar.svelte');
    expect(all.find((each) => show(each) === 'web/pages.ts -> api/http/pages.ts')!.isType).toBe(true);
  });

  it('lead only to files there are', () => {
    const there = new Set([...folders.flatMap(sourcesIn)]);
    const lost = all.filter(
      ({ to }) => isOfOurs(to) && /\.(ts|svelte|mjs)$/.test(to) && !to.endsWith('.d.ts') && !there.has(to),
    );
    expect(lost.map(show)).toEqual([]);
  });

  it('core imports only core, a schema library, hashes and a solver of linear programmes', () => {
    const allowed = /^(core\/|valibot$|@noble\/hashes\/|yalps$)/;
    const others = from('core/').filter(({ to }) => !allowed.test(to));
    expect(others.map(show)).toEqual([]);
  });

  it('api imports web where the application is put together only: to serve it, and to test it', () => {
    const crossing = sourcesIn('api')
      .filter((path) => !path.endsWith('.test.ts'))
      .flatMap(importsOf)
      .filter(({ to }) => to.startsWith('web/'));
    expect([...new Set(crossing.map((each) => each.from))]).toEqual(['api/server.ts', 'api/testing.ts']);
  });

  it('web takes nothing but types from api', () => {
    const taken = from('web/').filter(({ to, isType }) => to.startsWith('api/') && !isType);
    expect(taken.map(show)).toEqual([]);
  });

  it('nothing of the product knows of its proof or its tools', () => {
    const product = [...from('core/'), ...from('api/'), ...from('web/')];
    expect(product.filter(({ to }) => /^(e2e|tools|docs)\//.test(to)).map(show)).toEqual([]);
  });

  it('tools begin before anything is installed: they import each other, Node, and packages once they are there', () => {
    const others = from('tools/').filter(({ to }) => isOfOurs(to) && !to.startsWith('tools/'));
    expect(others.map(show)).toEqual([]);
  });

  it('the proof talks over HTTP, screen and command line; trials and benchmarks also know core and what stores', () => {
    const proofs = ['journeys', 'installation', 'load', 'development'].flatMap((room) =>
      from(`e2e/${room}/`),
    );
    expect(proofs.filter(({ to }) => /^(core|api|web)\//.test(to)).map(show)).toEqual([]);
    const reference = from('e2e/golden/').filter(({ to }) => /^(api|web)\//.test(to));
    expect(reference.map(show)).toEqual([]);
    const others = [...from('e2e/trials/'), ...from('e2e/benchmarks/')].filter(
      ({ to }) => /^(api|web)\//.test(to) && !/^api\/(storage|keys|programmes)\//.test(to),
    );
    expect(others.filter(({ isType }) => !isType).map(show)).toEqual([
      // What an invitation is known by, for a reader of the database who has kept some links.
      'e2e/trials/linker.ts -> api/access/token.ts',
      // Which routes there are.
      'e2e/trials/fuzz/every-route.ts -> api/app.ts',
    ]);
  });

  it('surveys are data alone', () => {
    expect(sourcesIn('surveys')).toEqual([]);
    const files = readdirSync(join(root, 'surveys'), { recursive: true, encoding: 'utf8' });
    expect(files.filter((path) => /\.\w+$/.test(path) && !/\.(json|md)$/.test(path))).toEqual([]);
  });

  it('only the storage folder knows a database', () => {
    const drivers = [...from('api/'), ...from('core/'), ...from('web/')].filter(({ to }) =>
      /^(better-sqlite3|pg|postgres)$/.test(to),
    );
    expect(drivers.filter((each) => !each.from.startsWith('api/storage/')).map(show)).toEqual([]);
  });

  it('what signs in whoever asks, for whoever develops, is in nothing that is built', () => {
    expect(builtEntries()).toContain('api/command-line/manyi.ts');
    const built = reachedFrom(builtEntries(), all);
    expect([...built].filter((path) => path.includes('/development/'))).toEqual([]);
  });

  it('core has no clock, no randomness, no process and no network', () => {
    const impure = /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bprocess\.|\bfetch\(|\bconsole\./;
    const found = sources
      .filter((path) => path.startsWith('core/'))
      .filter((path) => impure.test(withoutComments(readFileSync(join(root, path), 'utf8'))));
    expect(found).toEqual([]);
  });
});

describe.each([
  ['core', 'Inside core'],
  ['core/estimation', 'Inside estimation'],
  ['core/release', 'Inside a release'],
  ['api', 'Inside api'],
  ['web', 'Inside web'],
])('the rooms of %s', (folder, heading) => {
  const rooms = roomsUnder(heading);
  const arrows = arrowsAmong(folder, all);

  it('are those of docs/architecture.md', () => {
    const there = readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .filter((name) => sourcesIn(`${folder}/${name}`).some((path) => !isForTests(path)));
    expect(rooms.map(({ name }) => name).sort()).toEqual(there.sort());
  });

  it('import each other as it says, and it says no more than there is', () => {
    const declared = declaredArrows(rooms);
    const undeclared = [...arrows].filter(([arrow]) => !declared.includes(arrow));
    expect(undeclared.map(([arrow, each]) => `${arrow}: ${show(each)}`)).toEqual([]);
    expect(declared.filter((arrow) => !arrows.has(arrow))).toEqual([]);
  });

  it('never import each other both ways', () => {
    const mutual = declaredArrows(rooms)
      .map((arrow) => arrow.split(' -> '))
      .filter(([one, other]) => arrows.has(`${other} -> ${one}`))
      .map(([one, other]) => `${one} <-> ${other}`);
    expect(mutual).toEqual(knownMutual[folder] ?? []);
  });
});

/** The way back is a type in each of them. They may only go. */
const knownMutual: Readonly<Record<string, readonly string[]>> = {
  api: ['access <-> storage', 'storage <-> access'],
  web: ['parts <-> wording', 'wording <-> parts'],
};

describe('what is used', () => {
  const used = reachedFrom([...builtEntries(), ...development], all);
  const product = sources.filter((path) => /^(core|api|web)\//.test(path));
  const unused = product.filter((path) => !used.has(path));

  it('is all of api and web', () => {
    expect(unused.filter((path) => !path.startsWith('core/'))).toEqual([]);
  });

  it('is all of core but what docs/statistics.md lists, and nothing is added to that', () => {
    const page = readFileSync(join(root, 'docs', 'statistics.md'), 'utf8');
    const section = page.split('\n## What no release, page or command uses\n')[1]!.split('\n## ')[0]!;
    const listed = [...section.matchAll(/`(core\/[^`]+\.ts)`/g)].map(([, path]) => path!);
    expect(unused.filter((path) => !listed.includes(path) && path.startsWith('core/'))).toEqual([]);
    expect(listed.filter((path) => !unused.includes(path))).toEqual([]);
  });
});

describe('circles', () => {
  it('of files that need each other when they run there is none', () => {
    expect(circlesOf(all.filter(({ isType }) => !isType))).toEqual([]);
  });

  it('closed by a type alone are these few, which may only become fewer', () => {
    expect(circlesOf(all)).toEqual(knownCircles);
  });

  it('are found: two files, one that names itself, and none where all lead one way', () => {
    const imports = (...pairs: readonly (readonly [string, string])[]) =>
      pairs.map(([one, other]) => ({ from: one, to: other, isType: false }));
    expect(circlesOf(imports(['a', 'b'], ['b', 'c'], ['c', 'a'], ['c', 'd']))).toEqual([['a', 'b', 'c']]);
    expect(circlesOf(imports(['a', 'a'], ['a', 'b']))).toEqual([['a']]);
    expect(circlesOf(imports(['a', 'b'], ['a', 'c'], ['b', 'c']))).toEqual([]);
  });
});

const knownCircles: readonly (readonly string[])[] = [
  ['core/disclosure/open-ranges.ts', 'core/disclosure/walk-to-extremes.ts'],
  [
    'core/estimation/figures/combine.ts',
    'core/estimation/figures/figure-from-rows.ts',
    'core/estimation/figures/influence-by-cluster.ts',
    'core/estimation/figures/linearised-figure.ts',
  ],
  ['core/questionnaire/personal-data.ts', 'core/questionnaire/personal-numbers.ts'],
  [
    'core/release/judge/gone-promise.ts',
    'core/release/judge/judged-targets.ts',
    'core/release/judge/judged-term.ts',
    'core/release/judge/withdrawn-targets.ts',
  ],
  ['e2e/trials/simulation/small-samples.ts', 'e2e/trials/simulation/tally.ts'],
];
