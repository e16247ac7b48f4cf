import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileExamples } from './compile-examples.ts';
import { exportsOf, namesIn } from './examples-of.ts';
import { runExample } from './run-example.ts';

const core = join(import.meta.dirname, '..', '..', 'core');

/** The mathematics: all that can be run there is shown. */
const shown = /^(weighting|estimation|indices|numeric|disclosure)\//;
/** Their examples rest on a questionnaire and are told, not run. */
const told = /^(questionnaire|programme)\//;

const files = readdirSync(core, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.ts$/.test(path) && !/\.(test|contract)\.ts$/.test(path))
  .sort()
  .map((path) => {
    const source = readFileSync(join(core, path), 'utf8');
    return { path, source, exports: exportsOf(source) };
  });

/** The file of each name an example uses: its own, else one of its folder, else any that exports it. */
function homesOf(path: string, example: string): ReadonlyMap<string, string> {
  const homes = new Map<string, string>();
  for (const name of namesIn(example)) {
    const found = files.filter(({ exports }) => exports.some((each) => each.name === name));
    const home =
      found.find((file) => file.path === path) ??
      found.find((file) => dirname(file.path) === dirname(path)) ??
      found[0];
    if (home !== undefined) homes.set(name, join(core, home.path));
  }
  return homes;
}

const examples = files
  .filter(({ path }) => !told.test(path))
  .flatMap(({ path, exports }) =>
    exports.flatMap(({ name, examples }) =>
      examples.map((example, place) => {
        const title = `${path}: ${name}${place > 0 ? ` (${place + 1})` : ''}`;
        return { title, path: `${title}.ts`, example, homes: homesOf(path, example) };
      }),
    ),
  );

async function scopeOf(homes: ReadonlyMap<string, string>): Promise<Record<string, unknown>> {
  const scope: Record<string, unknown> = {};
  for (const [name, home] of homes) {
    const module = (await import(home)) as Record<string, unknown>;
    if (name in module) scope[name] = module[name];
  }
  return scope;
}

describe('the examples in the comments', () => {
  for (const { title, example, homes } of examples) {
    it(title, async () => {
      expect(runExample(example, await scopeOf(homes))).toEqual([]);
    });
  }

  it('are right for the compiler too', { timeout: 60_000 }, () => {
    expect(compileExamples(examples)).toEqual([]);
  });

  it('all stand above what is exported, where they are found', () => {
    const lost = files.filter(
      ({ source, exports }) =>
        source.split('@example').length - 1 !== exports.flatMap(({ examples }) => examples).length,
    );
    expect(lost.map(({ path }) => path)).toEqual([]);
  });

  it('show all that can be run: its own example does, or another of its file that uses it', () => {
    const missing = files
      .filter(({ path }) => shown.test(path))
      .flatMap(({ path, exports }) => {
        const used = new Set(
          exports.flatMap(({ examples }) => examples.flatMap((each) => [...namesIn(each)])),
        );
        return exports.flatMap(({ name, isRunnable, examples }) =>
          isRunnable && examples.length === 0 && !used.has(name) ? [`${path}: ${name}`] : [],
        );
      });
    expect(missing).toEqual([]);
  });
});
