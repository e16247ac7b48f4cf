import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../core/canonical-json.ts';
import { nameKey } from '../name-key.ts';
import { aResponse, aUser, allResponses, openWave } from './samples.ts';
import { freshForEachTest, type OpenEmptyStorage } from './subject.ts';

/** Any sequence of UTF-16 code units, with those that break storage, SQL and JSON made frequent. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom(
        '\0',
        '\ud800',
        '\udfff',
        "'",
        '"',
        '\\',
        '%',
        ';--',
        '\ufeff',
        '\u2028',
        '\ufffd',
        '😀',
      ),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const isKeepable = (text: string) =>
  !text.includes('\0') &&
  text === new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text));

export function describeRoundTrips(open: OpenEmptyStorage): void {
  describe('hostile text', () => {
    const subject = freshForEachTest(open);

    it('in answers comes back equal, whatever the respondent typed', async () => {
      await openWave(subject.storage);
      let number = 0;
      await fc.assert(
        fc.asyncProperty(anyText, fc.jsonValue(), async (typed, value) => {
          const response = aResponse({
            id: `r${number++}`,
            answers: canonicalJson({ typed, [typed]: value }),
          });
          expect(await subject.storage.recordResponses([{ response }])).toEqual(['recorded']);
          const page = await subject.storage.responsesAfter('demo-2024', '', 10_000);
          expect(page.responses.at(-1)).toStrictEqual(response);
        }),
        { numRuns: 100 },
      );
    });

    it('outside answers is kept equal or refused, never changed', async () => {
      await openWave(subject.storage);
      const expected: unknown[] = [];
      await fc.assert(
        fc.asyncProperty(anyText, async (text) => {
          const response = aResponse({ id: `r${expected.length}`, mode: text, primaryUnit: text });
          const outcome = isKeepable(text) ? 'recorded' : 'invalid';
          expect(await subject.storage.recordResponses([{ response }])).toEqual([outcome]);
          if (outcome === 'recorded') expected.push(response);
        }),
        { numRuns: 200 },
      );
      expect(await allResponses(subject.storage)).toStrictEqual(expected);
    });

    it('as the name of a user is found again or refused', async () => {
      const holders = new Map<string, string>();
      await fc.assert(
        fc.asyncProperty(
          anyText.filter((text) => text !== ''),
          async (name) => {
            const user = aUser({ id: `id ${name}`, name });
            if (!isKeepable(name)) {
              await expect(subject.storage.putUser(user)).rejects.toThrow('cannot be stored unchanged');
              return;
            }
            // Two that read the same are one name.
            const holder = holders.get(nameKey(name)) ?? name;
            if (holder !== name) {
              expect(await subject.storage.putUser(user)).toBe('nameTaken');
              return;
            }
            holders.set(nameKey(name), name);
            expect(await subject.storage.putUser(user)).toBe('stored');
            expect(await subject.storage.userByName(name)).toStrictEqual(user);
          },
        ),
        { numRuns: 100 },
      );
    });
  });
}
