import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { trials } from '../trials.ts';
import { patched } from './mutant.ts';
import { mutants } from './mutants.ts';

describe('a mutant', () => {
  it.each(mutants)('$name is made of patches that fit the product as it is', ({ patches }) => {
    for (const patch of patches) {
      const source = readFileSync(patch.file, 'utf8');
      expect(patched(source, patch)).not.toBe(source);
    }
  });

  it.each(mutants)('$name is the matter of a trial there is', ({ trial }) => {
    expect(trials.map(({ name }) => name)).toContain(trial);
  });

  it('is refused when a patch fits nowhere, or in two places', () => {
    const patch = { file: 'a.ts', find: 'one', replace: 'two' };
    expect(() => patched('nothing', patch)).toThrow('0 times');
    expect(() => patched('one one', patch)).toThrow('2 times');
    expect(patched('just one', patch)).toBe('just two');
  });
});
