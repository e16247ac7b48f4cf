import * as fc from 'fast-check';
import { solve } from 'yalps';
import { describe, expect, it } from 'vitest';
import type { SystemPart } from './open-ranges.ts';
import { walkToExtremes } from './walk-to-extremes.ts';

const size = fc.record({ unknowns: fc.integer({ min: 1, max: 12 }), rows: fc.integer({ min: 0, max: 14 }) });
const numbers = fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true }));

/** A system about values that are known to be possible, some rows tight about them. */
function madeUp({ unknowns, rows }: { unknowns: number; rows: number }, next: () => number): SystemPart {
  const ranges = Array.from({ length: unknowns }, () => ({ lowest: -100 * next(), highest: 100 * next() }));
  const possible = ranges.map(({ lowest, highest }) => lowest + next() * (highest - lowest));
  return {
    ranges,
    possible,
    rows: Array.from({ length: rows }, (_, at) => {
      const terms = ranges.flatMap((_range, unknown) =>
        next() < 0.5 ? [{ unknown, coefficient: next() < 0.3 ? -next() - 0.01 : next() + 0.01 }] : [],
      );
      const sum = terms.reduce(
        (total, { unknown, coefficient }) => total + coefficient * possible[unknown]!,
        0,
      );
      const [below, above] = [next() < 0.2 ? 0 : 10 * next(), next() < 0.2 ? Infinity : 10 * next()];
      return { name: `${at}`, terms, lowest: sum - below, highest: sum + above };
    }).filter(({ terms }) => terms.length > 0),
  };
}

/** The same by a solver that begins anew each time. */
function byYalps({ ranges, rows }: SystemPart, unknown: number, direction: 'minimize' | 'maximize'): number {
  const shiftOf = (terms: SystemPart['rows'][number]['terms']) =>
    terms.reduce((sum, each) => sum + each.coefficient * ranges[each.unknown]!.lowest, 0);
  const { status, result } = solve({
    direction,
    objective: 'value',
    constraints: [
      ...rows.map(({ terms, lowest, highest }, at): [string, { min: number; max?: number }] => [
        `row ${at}`,
        {
          min: lowest - shiftOf(terms),
          ...(highest === Infinity ? {} : { max: highest - shiftOf(terms) }),
        },
      ]),
      ...ranges.map(({ lowest, highest }, at): [string, { max: number }] => [
        `at ${at}`,
        { max: highest - lowest },
      ]),
    ],
    variables: ranges.map((_, at): [number, [string, number][]] => [
      at,
      [
        [`at ${at}`, 1],
        ...(at === unknown ? [['value', 1] as [string, number]] : []),
        ...rows.flatMap(({ terms }, row): [string, number][] =>
          terms.filter((term) => term.unknown === at).map(({ coefficient }) => [`row ${row}`, coefficient]),
        ),
      ],
    ]),
  });
  expect(status).toBe('optimal');
  return result + ranges[unknown]!.lowest;
}

describe('the ends of what can be worked out', () => {
  it('are those another solver finds, whatever was asked before', () => {
    fc.assert(
      fc.property(size, numbers, (sizes, stream) => {
        const part = madeUp(sizes, () => stream.next().value);
        const walk = walkToExtremes(part);
        for (const unknown of part.ranges.keys()) {
          for (const direction of ['maximize', 'minimize'] as const) {
            const { value } = walk([{ unknown, coefficient: 1 }], direction);
            expect(Math.abs(value - byYalps(part, unknown, direction))).toBeLessThan(1e-4);
          }
        }
      }),
    );
  });

  it('lie at points that all ranges and rows allow', () => {
    fc.assert(
      fc.property(size, numbers, (sizes, stream) => {
        const part = madeUp(sizes, () => stream.next().value);
        const walk = walkToExtremes(part);
        for (const unknown of part.ranges.keys()) {
          const { point } = walk([{ unknown, coefficient: 1 }], 'maximize');
          for (const [at, { lowest, highest }] of part.ranges.entries()) {
            expect(point[at]).toBeGreaterThanOrEqual(lowest - 1e-6);
            expect(point[at]).toBeLessThanOrEqual(highest + 1e-6);
          }
          for (const { terms, lowest, highest } of part.rows) {
            const sum = terms.reduce((total, term) => total + term.coefficient * point[term.unknown]!, 0);
            expect(sum).toBeGreaterThanOrEqual(lowest - 1e-6);
            expect(sum).toBeLessThanOrEqual(highest + 1e-6);
          }
        }
      }),
    );
  });

  it('say which rows hold them, and what a wider row would give', () => {
    const part: SystemPart = {
      ranges: [
        { lowest: 0, highest: 100 },
        { lowest: 0, highest: 100 },
      ],
      rows: [
        {
          name: 'total',
          lowest: 2.6,
          highest: 5.4,
          terms: [
            { unknown: 0, coefficient: 0.1 },
            { unknown: 1, coefficient: 0.1 },
          ],
        },
      ],
      possible: [20, 20],
    };
    const { prices } = walkToExtremes(part)([{ unknown: 0, coefficient: 1 }], 'maximize');
    expect([...prices]).toEqual([[0, 10]]);
  });

  it('are refused of values that are not possible', () => {
    const ranges = [{ lowest: 0, highest: 100 }];
    expect(() => walkToExtremes({ ranges, rows: [], possible: [120] })).toThrow(/does not hold/);
  });
});
