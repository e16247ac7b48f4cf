import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinearSystem, Row } from '../../disclosure/linear-system.ts';
import { walkToExtremes } from '../../disclosure/walk-to-extremes.ts';
import { drafted, type Drafted } from '../made-up/drafted.test-data.ts';
import { waveWithExclusion, type ExclusionPlan } from '../made-up/wave-with-exclusion.test-data.ts';
import { knownSystem } from '../disclose/reader-system.ts';
import { readerSystem } from '../disclose/system-of-releases.ts';

const cases: fc.Arbitrary<ExclusionPlan> = fc.record({
  seed: fc.string({ minLength: 1, maxLength: 4 }),
  answered: fc.tuple(
    fc.integer({ min: 3, max: 9 }),
    fc.integer({ min: 12, max: 18 }),
    fc.integer({ min: 22, max: 28 }),
    fc.integer({ min: 30, max: 36 }),
  ),
  excluded: fc.integer({ min: 10, max: 13 }),
  hasEqualWeights: fc.boolean(),
});

const hiddenIn = ({ release }: Drafted) =>
  release.figures.filter(({ cell }) => 'suppressed' in cell).map(({ key }) => key);

/** What a reader of both can write down: cells of areas where nobody was excluded are the same in both. */
function together(releases: readonly Drafted[], changed: string) {
  const unknowns: LinearSystem['unknowns'][number][] = [];
  const values: number[] = [];
  const places = new Map<string, number>();
  const rows: Row[] = [];
  const guarded: { key: string; unknown: number; room: number }[] = [];
  for (const [number, { disclosed }] of releases.entries()) {
    const { input, hidden } = disclosed[0]!;
    const system = readerSystem({ ...input, before: [] });
    const known = knownSystem(system, hidden);
    const place = system.unknowns.map(({ key, value }, at) => {
      const isSame = key.includes('@') && !key.endsWith(`@${changed}`);
      const name = isSame ? key : `${key} ${number}`;
      const range = known.unknowns[at]!;
      const other = places.get(name);
      if (other === undefined) {
        places.set(name, values.length);
        unknowns.push(range);
        return values.push(value) - 1;
      }
      unknowns[other] = {
        lowest: Math.max(range.lowest, unknowns[other]!.lowest),
        highest: Math.min(range.highest, unknowns[other]!.highest),
      };
      return other;
    });
    for (const row of known.rows) {
      rows.push({
        ...row,
        terms: row.terms.map((term) => ({ ...term, unknown: place[term.unknown]! })),
      });
    }
    for (const { figure, room } of system.guarded) {
      if (figure.unknown === undefined) continue;
      guarded.push({ key: figure.key, unknown: place[figure.unknown]!, room });
    }
  }
  const walk = walkToExtremes({ ranges: unknowns, rows, possible: values });
  return guarded.map(({ key, unknown, room }) => {
    const terms = [{ unknown, coefficient: 1 }];
    const [low, high] = [walk(terms, 'minimize').value, walk(terms, 'maximize').value];
    return { key, room, width: high - low };
  });
}

describe('two releases of one wave', () => {
  it('hide the same, and leave it open to a reader of both', () => {
    fc.assert(
      fc.property(cases, (plan) => {
        const { programme, rows, without, changed } = waveWithExclusion(plan);
        const first = drafted({ programme, rows });
        const second = drafted({ programme, rows: without, before: [first] });
        expect(hiddenIn(first).length).toBeGreaterThan(1);
        expect(hiddenIn(second)).toEqual(expect.arrayContaining(hiddenIn(first)));
        const narrow = together([first, second], changed).filter(({ room, width }) => width < room - 1e-4);
        expect(narrow).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});
