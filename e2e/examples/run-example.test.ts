import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileExamples } from './compile-examples.ts';
import { exportsOf, namesIn } from './examples-of.ts';
import { runExample } from './run-example.ts';
import { readStated } from './stated-value.ts';

describe('a stated value', () => {
  it.each<[string, unknown]>([
    ['8', 8.000000000001],
    ['0.5', 0.5],
    ['1.111', 10 / 9],
    ['0.0974', 0.09739376],
    ['-2.23', -2.2281388519649385],
    ['[1, 2]', Float64Array.of(1, 2)],
    ['[1, ...]', [1, 2, 3]],
    ['[1, NaN, -Infinity]', [1, NaN, -Infinity]],
    ["{ verdict: 'met', by: [1.50, 2] }", { verdict: 'met', by: [1.4951, 2] }],
    ['{ n: 2, ... }', { n: 2, mean: 3 }],
    ['{ n: undefined }', { n: undefined }],
    ['true', true],
    ['0.375 = 0.5^5 * 12', 0.375],
    ["'few' (fewer than ten)", 'few'],
    ["['few (n = 3)'] (a label)", ['few (n = 3)']],
  ])('%s is %s', (comment, actual) => {
    expect(readStated(comment)?.(actual)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['8', 8.001],
    ['0.5', 0.501],
    ['1.111', 1.1117],
    ['1.50', 1.4949],
    ['1.95996398', 1.959963986],
    ['2', '2'],
    ['[1, 2]', [1, 2, 3]],
    ['[1, 2, ...]', [1, 2]],
    ['[1, 2]', { 0: 1, 1: 2 }],
    ['{ n: 2 }', { n: 2, mean: 3 }],
    ['{ n: 2, ... }', { n: 2 }],
    ['{ n: undefined }', { mean: 3 }],
    ['true', 1],
    ['NaN', 0],
    ["'met'", 'notMet'],
  ])('%s is not %s', (comment, actual) => {
    expect(readStated(comment)?.(actual)).toBe(false);
  });

  it.each([
    '',
    'about 8',
    'exp(-2)',
    'north.value',
    '[1, two]',
    '{ n: x }',
    'new Set()',
    '8, roughly',
    '8; 9',
  ])('is a literal, unlike "%s"', (comment) => {
    expect(readStated(comment)).toBeUndefined();
  });
});

describe('an example', () => {
  it('may state values beside an expression and below it', () => {
    const example = 'const two = 1 + 1;\ntwo; // 2\ntwo +\n  two;\n// 4';
    expect(runExample(example, {})).toEqual([]);
  });

  it('is TypeScript that uses what its file exports, and names of its own before that', () => {
    const example = 'const twice = (x: number): number => double(x)!;\nconst half = 8;\ntwice(half); // 16';
    expect(runExample(example, { double: (x: number) => 2 * x, half: 0.5 })).toEqual([]);
  });

  it('is told what is otherwise than it states', () => {
    expect(runExample('[1, 2].length; // 3', {})).toEqual(['[1, 2].length is 2, and the example states 3']);
  });

  it('is told what no test can compare', () => {
    expect(runExample('Math.E; // e', {})).toEqual([
      'write the value of Math.E as a literal, and remarks after " = " or " (": e',
    ]);
    expect(runExample('const one = 1; // 1\none; // 1', {})).toEqual([
      'state values of expressions only, not of const one = 1;',
    ]);
    expect(runExample('Math.sqrt(4);', {})).toEqual([
      'state a value: end an expression with // and what comes of it',
    ]);
  });
});

describe('the compiler', () => {
  const home = join(import.meta.dirname, 'run-example.ts');
  const compile = (example: string) =>
    compileExamples([{ path: 'one.ts', example, homes: new Map([['runExample', home]]) }]);

  it('reads an example as a file that imports what it names', { timeout: 60_000 }, () => {
    expect(compile('const run: typeof runExample = runExample;\nrun("1; // 1", {}).length; // 0')).toEqual(
      [],
    );
  });

  it('finds what would run and is wrong all the same', { timeout: 60_000 }, () => {
    expect(compile('runExample("1; // 1"); // []\n[1][0].toFixed(); // "1"')).toEqual([
      expect.stringMatching(/^one\.ts: Expected 2 arguments, but got 1\. \(runExample/),
      'one.ts: Object is possibly \'undefined\'. ([1][0].toFixed(); // "1")',
    ]);
  });
});

describe('a source file', () => {
  it('gives its exports, those that can be run among them, and the examples above them', () => {
    const source = `
      /** @example Not of an export. */
      const hidden = 1;
      export interface Shape { readonly size: number }
      export const SIZE = 3;
      export const square = { area: (side: number) => side ** 2 };
      export function requireSize(): void {}
      export class Die {
        /**
         * @example
         * new Die().sides(); // 6
         */
        sides(): number { return 6; }
      }
      /**
       * A cube.
       *
       * @throws RangeError
       * @example
       * cube(2); // 8
       * @example
       * cube(3); // 27
       */
      export function cube(side: number): number { return side ** 3; }`;
    expect(exportsOf(source)).toEqual([
      { name: 'Shape', isRunnable: false, examples: [] },
      { name: 'SIZE', isRunnable: false, examples: [] },
      { name: 'square', isRunnable: true, examples: [] },
      { name: 'requireSize', isRunnable: false, examples: [] },
      { name: 'Die', isRunnable: true, examples: ['new Die().sides(); // 6'] },
      { name: 'cube', isRunnable: true, examples: ['cube(2); // 8', 'cube(3); // 27'] },
    ]);
  });

  it('is asked for the names an example uses, not for those of properties', () => {
    expect([...namesIn('ratio({ n: size }, other).value.total; // 2')]).toEqual(['ratio', 'size', 'other']);
  });
});
