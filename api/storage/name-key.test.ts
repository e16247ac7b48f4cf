import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeNameKey, nameKey } from './name-key.ts';

describe('a name as it is compared', () => {
  it.each([
    ['Administrator', 'administrator'],
    [' Ｗang\u3000 Li ', 'wang li'],
    ['王\u200b评估', '王评估'],
    ['ﬁ', 'fi'],
    ['\u200b', '\u200b'],
  ])('%j reads as %j', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });

  it('does not change when it is compared again, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(nameKey(nameKey(name))).toBe(nameKey(name));
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('has a number behind it where somebody else has it', () => {
    const taken = new Set(['li', 'li (2)']);
    expect(freeNameKey('Li', (key) => taken.has(key))).toBe('li (3)');
  });
});
