import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { narrowedSums } from '../../core/disclosure/narrowed-sums.ts';
import { walkToExtremes } from '../../core/disclosure/walk-to-extremes.ts';
import { auditRelease } from '../../core/release/disclose/audit-release.ts';
import {
  disclosedSurvey,
  type DisclosedSurveyPlan,
} from '../../core/release/disclose/disclosed-survey.test-data.ts';
import { fewestHidden } from '../../core/release/disclose/fewest-hidden.test-data.ts';
import { hideCells, MOST_CAUTION } from '../../core/release/disclose/hide-cells.ts';
import { passTheGate, type Asked } from '../../core/release/disclose/pass-the-gate.ts';
import { knownSystem, type ReaderSystem } from '../../core/release/disclose/reader-system.ts';
import { readerSystem } from '../../core/release/disclose/system-of-releases.ts';
import { highsSolver } from './highs-solver.ts';

const plans = fc.record({
  seed: fc.integer(),
  areas: fc.integer({ min: 2, max: 5 }),
  leaves: fc.integer({ min: 2, max: 6 }),
  perNode: fc.integer({ min: 2, max: 3 }),
  responses: fc.integer({ min: 60, max: 400 }),
  used: fc.constantFrom<readonly [number, number]>([0.05, 1], [0.3, 0.9], [0.01, 0.4]),
  hasEqualWeights: fc.boolean(),
  unknownShare: fc.constantFrom(0, 0.02, 0.3),
});

const small = { areas: 4, leaves: 6, perNode: 3, responses: 260, used: [0.02, 1] as const };

/** What is hidden of a survey as publishing asks for it. */
const surveyed = (plan: DisclosedSurveyPlan) => (asked: Asked) => {
  const input = { ...disclosedSurvey(plan), ...asked };
  return { disclosed: [{ input, hidden: new Set(hideCells(input).keys()) }] };
};

/** As if every digit of a value were printed. */
function withAllDigits(system: ReaderSystem): ReaderSystem {
  const printed = (figure: (typeof system.unknowns)[number]) => {
    const { window, value } = figure;
    return window ? { ...figure, window: { lowest: value - 1e-9, highest: value + 1e-9 } } : figure;
  };
  return {
    ...system,
    unknowns: system.unknowns.map(printed),
    figures: new Map([...system.figures].map(([key, figure]) => [key, printed(figure)])),
  };
}

describe('the gate of publishing', () => {
  it('lets pass what disclosure control hid, whether people count alike or not', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        expect((await passTheGate(surveyed(plan), highsSolver)).narrowed).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('hides otherwise where answers are whole and no care of the search is enough', async () => {
    const whole: DisclosedSurveyPlan = {
      seed: 1572467609,
      areas: 3,
      leaves: 4,
      perNode: 3,
      responses: 394,
      used: [0.01, 0.4],
      hasEqualWeights: true,
      unknownShare: 0,
    };
    const [disclosed] = surveyed(whole)({ caution: MOST_CAUTION, besides: [] }).disclosed;
    const narrowed = await auditRelease(disclosed!.input, disclosed!.hidden, highsSolver);
    expect(narrowed.length).toBeGreaterThan(0);
    const passed = await passTheGate(surveyed(whole), highsSolver);
    expect(passed.narrowed).toEqual([]);
    expect(passed.draft.disclosed[0]!.hidden).not.toEqual(disclosed!.hidden);
  });

  it('names what could be worked out where only few answers are hidden', async () => {
    const input = disclosedSurvey({ ...small, seed: 3 });
    const found = hideCells(input);
    const few = [...found].flatMap(([key, why]) => (why === 'few' ? [key] : []));
    const narrowed = await auditRelease(input, new Set(few), highsSolver);
    expect(narrowed.length).toBeGreaterThan(0);
    expect(found.size).toBeGreaterThan(few.length);
    for (const { width, room } of narrowed) expect(width).toBeLessThan(room);
  });

  it('finds none of the cells that twelve digits and equal weights gave away', async () => {
    const input = disclosedSurvey({ ...small, seed: 5, hasEqualWeights: true, unknownShare: 0 });
    const hidden = hideCells(input);
    const few = new Set([...hidden].flatMap(([key, why]) => (why === 'few' ? [key] : [])));
    const guardedIn = (system: ReaderSystem) =>
      // Half an answer's worth.
      system.guarded.map(({ figure: { key, terms, n } }) => ({ name: key, terms, room: 50 / n }));
    const exact = withAllDigits(readerSystem(input));
    const before = await narrowedSums(knownSystem(exact, few), guardedIn(exact), highsSolver);
    expect(before.length).toBeGreaterThan(exact.guarded.length / 2);
    expect(await auditRelease(input, new Set(hidden.keys()), highsSolver)).toEqual([]);
  });

  it('passes what hides little more than the fewest cells that could do', async () => {
    let [hidden, fewest] = [0, 0];
    for (const seed of [4, 20, 32, 38]) {
      const input = disclosedSurvey({
        ...small,
        seed,
        areas: 3,
        leaves: 4,
        perNode: 2,
        responses: 200,
        used: [0.05, 1],
      });
      const own = [...hideCells(input).values()].filter((why) => why === 'complement').length;
      const least = await fewestHidden(input, highsSolver);
      expect(own).toBeGreaterThanOrEqual(least);
      hidden += own;
      fewest += least;
    }
    expect(hidden).toBeLessThanOrEqual(1.5 * fewest);
  });

  it('has a solver that agrees with the search’s own', async () => {
    const input = disclosedSurvey({ ...small, seed: 7 });
    const system = readerSystem(input);
    const known = knownSystem(system, new Set(hideCells(input).keys()));
    const walk = walkToExtremes({
      ranges: known.unknowns,
      rows: known.rows,
      possible: system.unknowns.map(({ value }) => value),
    });
    const opened = await highsSolver(known);
    for (const { figure } of system.guarded) {
      for (const direction of ['minimize', 'maximize'] as const) {
        const found = opened.extreme(figure.terms, direction)!;
        expect(Math.abs(found.value - walk(figure.terms, direction).value)).toBeLessThan(1e-4);
      }
    }
    opened.close();
  });

  it('knows what cannot be', async () => {
    const rows = [{ name: 'a', terms: [{ unknown: 0, coefficient: 1 }], lowest: 2, highest: 3 }];
    const opened = await highsSolver({ unknowns: [{ lowest: 0, highest: 1 }], rows });
    expect(opened.extreme([{ unknown: 0, coefficient: 1 }], 'maximize')).toBe(undefined);
    opened.close();
  });
});
