import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'statistics.md'), 'utf8');
const code = [...page.matchAll(/`([^`]+)`/g)].map(([, span]) => span!);
const named = new Set(code.flatMap((span) => span.match(/[A-Za-z]+/g) ?? []));

/** Functions that a file was named after, by the file's path. */
const functions = new Map(
  ['weighting', 'estimation', 'judgement', 'indices', 'disclosure', 'numeric']
    .flatMap((folder) =>
      readdirSync(join(root, 'core', folder), { recursive: true, encoding: 'utf8' }).map((path) =>
        join(folder, path),
      ),
    )
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .flatMap((path) => {
      const source = readFileSync(join(root, 'core', path), 'utf8');
      return [...source.matchAll(/^export (?:function\*?|const) ([A-Za-z]+)/gm)].map(
        ([, name]) => [name!, path] as const,
      );
    }),
);
const camel = (path: string) =>
  basename(path, '.ts').replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** What figures are made from inside, and what only releases use. */
const inner = new Set([
  'agreeingVerdict',
  'cellTotals',
  'crossClassify',
  'errorOfDifference',
  'figureFromRows',
  'hiddenSystems',
  'findUnprotected',
  'generalisedDesignEffects',
  'influenceByCluster',
  'ladder',
  'leafSums',
  'marginRegression',
  'meanOfFigures',
  'numberUnits',
  'outerWeights',
  'pointWithin',
  'requireFinite',
  'requireLevel',
  'samplingStage',
  'valueOfRow',
  'valuesOfCodes',
  'waldTests',
  'walkToExtremes',
  'weightOfRow',
  'relativeWeights',
  'shapleyShares',
]);

describe('the page on statistics', () => {
  // An operator of targets is no function: `verdict` goes by it.
  it('names every function that a file of weighting, estimation, judgement and disclosure is named after', () => {
    const missing = [...functions]
      .filter(
        ([name, path]) =>
          /^(weighting|estimation|judgement(?!\/operators)|disclosure|indices\/(pls|drivers))/.test(path) &&
          camel(path) === name,
      )
      .map(([name]) => name)
      .filter((name) => !named.has(name) && !inner.has(name));
    expect(missing).toEqual([]);
  });

  it('says of each definition that is another than R’s what R takes and what is taken here', () => {
    const section = page
      .split('## Where a definition is another than R’s'.replace('’', "'"))[1]!
      .split('\n## ')[0]!;
    const differing = section
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .slice(2)
      .map((line) => line.split(' | ').map((cell) => cell.trim()));
    expect(differing.every((cells) => cells.length === 3 && cells.every((cell) => cell !== ''))).toBe(true);
    const firsts = differing.map(([first]) => first!).join(' ');
    for (const call of [
      'svyvar',
      'degf',
      'beta',
      'asin',
      'likelihood',
      'strict',
      'average',
      'HTMT',
      'trimWeights',
    ]) {
      expect(firsts).toContain(call);
    }
  });

  it('calls only functions there are', () => {
    const rightColumn = page
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split(' | ').at(-1)!);
    const called = rightColumn.flatMap((cell) =>
      [...cell.matchAll(/([a-z][A-Za-z]+)\(/g)].map(([, name]) => name!),
    );
    const isKnown = (name: string) => functions.has(name) || name === 'sqrt';
    expect(called.length).toBeGreaterThan(30);
    expect(called.filter((name) => !isKnown(name))).toEqual([]);
  });

  it('leaves out no inner part that is gone', () => {
    expect([...inner].filter((name) => !functions.has(name))).toEqual([]);
  });
});
