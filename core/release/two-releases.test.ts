import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinearSystem, Row } from '../disclosure/linear-system.ts';
import { walkToExtremes } from '../disclosure/walk-to-extremes.ts';
import { seededRandom } from '../numeric/seeded-random.ts';
import type { Programme } from '../programme/programme.ts';
import { drafted, type Drafted } from './made-up/drafted.test-data.ts';
import { madeUpAnswers } from './made-up/made-up-answers.test-data.ts';
import { madeUpDistrict } from './made-up/made-up-district.test-data.ts';
import { madeUpFiles, programmeOf } from './made-up/made-up-files.test-data.ts';
import { knownSystem } from './reader-system.ts';
import { readerSystem } from './system-of-releases.ts';
import type { ResponseRow } from './wave-columns.ts';

interface Case {
  readonly seed: string;
  /** Answers to the first leaf in each area. */
  readonly answered: readonly number[];
  readonly excluded: number;
  readonly hasEqualWeights: boolean;
}
const cases: fc.Arbitrary<Case> = fc.record({
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

/** A wave, and the same when answers of its third area were excluded: two releases that differ enough by themselves. */
function waveOf({ seed, answered, excluded, hasEqualWeights }: Case) {
  const district = madeUpDistrict(seededRandom('two releases'), {
    areas: 4,
    most: { dimensions: 2, leaves: 1 },
  });
  const steady = {
    ...district,
    leaves: district.leaves
      .filter(({ item }) => item !== 'q91')
      .map((leaf) => ({
        ...leaf,
        used: 1,
        level: 6.5,
        isRouted: false,
        isDiagnostic: false,
        highest: 10 as const,
        dontKnow: 0,
      })),
    areas: district.areas.map((area) => ({ ...area, share: 0.25, level: 0 })),
    units: 12,
    unitSize: 3,
    unevenness: 0,
    hasEqualWeights,
    hasSingleUnit: false,
    indicators: [],
    margins: 'none' as const,
    flagged: 0,
  };
  const programme: Programme = programmeOf(madeUpFiles(steady));
  const codes = steady.areas.map(({ code }) => code);
  const { item } = steady.leaves[0]!;
  const seen = new Map<string, number>();
  const rows = madeUpAnswers(steady, seed).map((row): ResponseRow => {
    const number = (seen.get(row.area!) ?? 0) + 1;
    seen.set(row.area!, number);
    if (number <= answered[codes.indexOf(row.area!)]!) return row;
    return { ...row, answers: { ...row.answers, [item]: { missing: 'notUsed' } } };
  });
  const out = new Set(
    rows
      .filter(({ area }) => area === codes[2])
      .slice(0, excluded)
      .map(({ id }) => id),
  );
  return { programme, rows, without: rows.filter(({ id }) => !out.has(id)), changed: codes[2]! };
}

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
    const { input, hidden } = disclosed!;
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
        const { programme, rows, without, changed } = waveOf(plan);
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
