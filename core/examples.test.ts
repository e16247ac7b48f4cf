import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportsOf, namesIn } from '../e2e/examples/examples-of.ts';
import { runExample } from '../e2e/examples/run-example.ts';

/** The mathematics: all that can be run there is shown. */
const shown = /^(weighting|estimation|indices|numeric|disclosure)\//;
/** Their examples rest on a questionnaire and are told, not run. */
const told = /^(questionnaire|programme)\//;
/** Still to be written. */
const unfinished: readonly string[] = [
  'estimation/against-the-others.ts',
  'estimation/association.ts',
  'estimation/covariance.ts',
  'estimation/degrees-of-freedom.ts',
  'estimation/quantile.ts',
  'estimation/rank-sets.ts',
  'estimation/replicate-',
  'estimation/sample-design.ts',
  'indices/pls/',
  'numeric/moments.ts',
  'numeric/quantile-of-sorted.ts',
  'numeric/resampled-moments.ts',
  'numeric/solve-symmetric.ts',
  'weighting/calibrated-means.ts',
];

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.ts$/.test(path) && !/\.(test|contract)\.ts$/.test(path))
  .sort()
  .map((path) => {
    const source = readFileSync(join(import.meta.dirname, path), 'utf8');
    return { path, source, exports: exportsOf(source) };
  });

/** Each name an example uses, from its own file, else its own folder, else wherever it is exported. */
async function scopeOf(path: string, example: string): Promise<Record<string, unknown>> {
  const scope: Record<string, unknown> = {};
  for (const name of namesIn(example)) {
    const homes = files.filter(({ exports }) => exports.some((each) => each.name === name));
    const home =
      homes.find((file) => file.path === path) ??
      homes.find((file) => dirname(file.path) === dirname(path)) ??
      homes[0];
    if (home === undefined) continue;
    const module = (await import(join(import.meta.dirname, home.path))) as Record<string, unknown>;
    if (name in module) scope[name] = module[name];
  }
  return scope;
}

describe('the examples in the comments', () => {
  for (const { path, exports } of files.filter(
    (file) => !told.test(file.path) && !unfinished.some((start) => file.path.startsWith(start)),
  )) {
    for (const { name, examples } of exports) {
      for (const [place, example] of examples.entries()) {
        it(`${path}: ${name}${place > 0 ? ` (${place + 1})` : ''}`, async () => {
          expect(runExample(example, await scopeOf(path, example))).toEqual([]);
        });
      }
    }
  }

  it('all stand above what is exported, where they are found', () => {
    const lost = files.filter(
      ({ source, exports }) =>
        source.split('@example').length - 1 !== exports.flatMap(({ examples }) => examples).length,
    );
    expect(lost.map(({ path }) => path)).toEqual([]);
  });

  it('show all that can be run: its own example does, or another of its file that uses it', () => {
    const missing = files
      .filter(({ path }) => shown.test(path) && !unfinished.some((start) => path.startsWith(start)))
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
