import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../canonical-json.ts';
import { contentHash } from '../../content-hash.ts';
import type { Estimate } from '../../estimation/errors/estimate.ts';
import { framesOf, type Frame } from '../../programme/frames.ts';
import { parseProgramme } from '../../programme/parse-programme.ts';
import type { DeclaredNode } from '../../programme/index-definition.ts';
import type { Programme } from '../../programme/programme.ts';
import type { SimulationProfile } from '../../simulation/simulation-profile.ts';
import { simulateWave } from '../../simulation/simulate-wave.ts';
import { makeRelease } from './make-release.ts';
import { seenByFrames, type EarlierRelease, type EarlierWave } from '../compare/earlier-wave.ts';
import { needsEarlierAnswers } from '../compare/over-common-leaves.ts';
import type { Cell, Release, ShownCell } from '../release.ts';
import type { MadeRelease, FrameToRelease, WaveToRelease } from './wave-to-release.ts';
import { waveColumns, type ResponseRow } from '../measure/wave-columns.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'surveys', 'quality-district');
const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));

const files = [
  'programme',
  'areas',
  'departments',
  'targets',
  'margins',
  'indices/short',
  'questionnaires/short',
];
const programme: Programme = parseProgramme(
  new Map(files.map((file) => [`quality-district/${file}.json`, read(`${file}.json`)])),
).value!;
const form = programme.forms[0]!;
const profile = read('simulation.json') as SimulationProfile;

function rowsOf(wave: number, invited: number): readonly ResponseRow[] {
  const simulated = { ...profile.waves[wave]!, invited, open: 0 };
  return simulateWave(form.questionnaire, profile, simulated)
    .filter(({ answers }) => answers['I1_asked'] !== undefined)
    .map(({ id, mode, answers, sampledIn }) => ({
      id,
      mode,
      answers,
      contentHash: contentHash(answers),
      ...(typeof answers['S3_street'] === 'string' ? { area: answers['S3_street'] } : {}),
      stratum: sampledIn!.area,
      primaryUnit: sampledIn!.primaryUnit,
      weight: sampledIn!.weight,
    }));
}

const SECRET = 'a'.repeat(64);

type Changes = Partial<WaveToRelease & Pick<FrameToRelease, 'columns' | 'excluded'>>;

function draft(rows: readonly ResponseRow[], { columns, excluded, ...changes }: Changes = {}): MadeRelease {
  const [frame] = framesOf(changes.programme ?? programme) as [Frame];
  const answers = columns ?? waveColumns(frame.form.questionnaire, rows);
  return makeRelease({
    wave: { id: 'now', title: programme.title, period: '2026', kind: 'survey' },
    number: 1,
    programme,
    frames: [{ ...frame, columns: answers, ...(excluded ? { excluded } : {}) }],
    document: 'd'.repeat(64),
    software: 'test',
    byChannel: { invitation: rows.length },
    fieldwork: {
      outcomes: [],
      reopenedOn: [],
      late: { count: 'under10', areIn: true },
      exclusions: [],
      looks: { count: 0, days: [] },
      deviations: [],
    },
    earlier: [],
    secret: SECRET,
    ...changes,
  });
}
const release = (rows: readonly ResponseRow[], changes: Changes = {}): Release =>
  draft(rows, changes).release;

type EarlierChanges = Partial<EarlierRelease & Pick<EarlierWave, 'programme' | 'form' | 'columns'>>;

function earlier(
  { sealed }: Pick<MadeRelease, 'sealed'>,
  { programme: of = programme, form: asked = form, columns, ...changes }: EarlierChanges = {},
): EarlierRelease {
  const frames = [{ programme: of, form: asked, forms: [asked], ...(columns ? { columns } : {}) }];
  return { hash: 'b'.repeat(64), document: 'd'.repeat(64), frames, sealed, ...changes };
}
/** As if it had been the wave of the year before. */
function yearBefore({ sealed }: MadeRelease, changes: EarlierChanges = {}): EarlierRelease {
  return earlier({ sealed: { ...sealed, wave: { ...sealed.wave, period: '2025' } } }, changes);
}
const inPeriod = (period: string): Pick<WaveToRelease, 'wave'> => ({
  wave: { id: `w${period}`, title: programme.title, period, kind: 'survey' },
});

const cell = (of: Release, key: string): Cell => of.figures.find((figure) => figure.key === key)!.cell;
const shown = (of: Release, key: string) => cell(of, key) as ShownCell;
const breaksOf = ({ comparison }: Release) => [
  ...new Set(comparison!.breaks.flatMap(({ reasons }) => reasons)),
];

let rows: readonly ResponseRow[];
let drafted: MadeRelease;
let whole: Release;
beforeAll(() => {
  rows = rowsOf(0, 800);
  drafted = draft(rows);
  whole = drafted.release;
});

describe('a release', () => {
  it('is the same, byte for byte, in whatever order responses come', () => {
    const mixed = draft([...rows].sort((a, b) => (a.contentHash < b.contentHash ? -1 : 1)));
    expect(canonicalJson(mixed.release)).toBe(canonicalJson(whole));
    expect(canonicalJson(mixed.sealed)).toBe(canonicalJson(drafted.sealed));
  });

  it('does not change when all weights are multiplied', () => {
    const heavier = release(rows.map((row) => ({ ...row, weight: row.weight! * 8 })));
    expect(heavier.figures).toEqual(whole.figures);
    expect(heavier.provenance.responses).not.toBe(whole.provenance.responses);
  });

  it('says to what bound its weights are trimmed, and where the sample cannot hold the margins within it', () => {
    const bounded = (trimTo: number, changes: Changes = {}) =>
      release(rows, {
        programme: { ...programme, settings: { ...programme.settings, trimTo } },
        ...changes,
      });
    const trimmed = bounded(1.3, { ...inPeriod('2027'), earlier: [earlier(drafted)] });
    expect(whole.method.weighting.highestWeight).toBeGreaterThan(1.4);
    expect(trimmed.method.weighting).toMatchObject({ trimmedTo: 1.3, highestWeight: 1.3 });
    expect(trimmed.fieldwork.deviations).toEqual([]);
    expect(breaksOf(trimmed)).toEqual(['margins']);
    const untrimmed = bounded(1.01);
    expect(untrimmed.method.weighting).toEqual({ ...whole.method.weighting, notTrimmedTo: 1.01 });
    expect(untrimmed.fieldwork.deviations).toEqual([{ kind: 'notTrimmed', bound: 1.01 }]);
    expect(untrimmed.figures).toEqual(whole.figures);
  });

  it('carries the hash of the same figures at full precision, which a secret keeps from being tried out', () => {
    expect(whole.provenance.sealed).toBe(contentHash(drafted.sealed));
    const other = draft(rows, { secret: 'b'.repeat(64) });
    expect(other.release.provenance.sealed).not.toBe(whole.provenance.sealed);
    expect(other.release.figures).toEqual(whole.figures);
  });

  it('prints no more digits than the error leaves, and seals the others', () => {
    const printed = shown(whole, 'index/overall');
    const exact = drafted.sealed.figures.find(({ key }) => key === 'index/overall')!;
    if (!('value' in exact.estimate)) throw new Error('the headline has no estimate');
    const decimals = Math.max(0, Math.ceil(-Math.log10(exact.estimate.standardError)));
    expect(printed.value).toBe(Number(exact.estimate.value.toFixed(decimals)));
    expect(printed.value).not.toBe(exact.estimate.value);
    expect(printed.n % 5).toBe(0);
  });

  it('gives the dimensions and the index as weighted means of each other', () => {
    const value = (node: string) => {
      const { estimate } = drafted.sealed.figures.find(({ key }) => key === `index/${node}`)!;
      return 'value' in estimate ? estimate.value : NaN;
    };
    const expected =
      0.25 * value('product') +
      0.2 * value('engineering') +
      0.3 * value('service') +
      0.25 * value('public_management');
    expect(value('overall')).toBeCloseTo(expected, 9);
  });

  it('shows of nobody less than the minimum, and nothing at all of no responses', () => {
    const empty = release([]);
    expect([empty.figures, empty.targets]).toEqual([[], []]);
    const nine = release(rows.slice(0, 9));
    expect(nine.figures.filter((figure) => 'value' in figure.cell)).toEqual([]);
  });

  it('has one quantity once, and refers to it under its other names', () => {
    const keys = whole.figures.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { key, to } of whole.references) {
      expect(keys).not.toContain(key);
      expect(keys).toContain(to);
    }
    expect(whole.references).toContainEqual(
      expect.objectContaining({
        key: 'itemScore/SH_engineering',
        to: 'index/engineering',
        factor: 1,
        offset: 0,
      }),
    );
  });

  it('hides a small area in one word, whatever the reason', () => {
    let kept = 0;
    const thin = release(
      rows.filter(({ area }) => area !== undefined).filter(({ area }) => area !== 'judeng' || kept++ < 5),
    );
    const hidden = thin.figures.filter(({ area, cell: each }) => area === 'judeng' && 'suppressed' in each);
    expect(hidden.length).toBe(thin.figures.filter(({ area }) => area === 'judeng').length);
    expect(new Set(hidden.map((each) => canonicalJson(each.cell)))).toEqual(
      new Set(['{"suppressed":"hidden"}']),
    );
  });

  it('hides nothing of a programme without areas, whatever area people named', () => {
    const hidden = release(rows, { programme: { ...programme, areas: [] } }).figures.filter(
      (figure) => 'suppressed' in figure.cell,
    );
    expect(hidden).toEqual([]);
  });

  it('says of a question that was put to nobody that it was not asked', () => {
    const without = rows.map((row) => {
      const { SH_engineering: _, ...answers } = row.answers;
      return { ...row, answers } as ResponseRow;
    });
    const of = release(without);
    expect(cell(of, 'satisfactionRate/SH_engineering')).toEqual({ suppressed: 'notAsked' });
    expect(of.nodes.find(({ name }) => name === 'overall')!.leftOut).toEqual(['engineering']);
  });

  it('marks a value on few answers, and gives it no interval', () => {
    const few = release(rows.slice(0, 24));
    const insufficient = few.figures.filter((each) => !('suppressed' in each.cell));
    expect(insufficient.length).toBeGreaterThan(10);
    for (const { cell: each } of insufficient) {
      expect(each).toMatchObject({ standing: 'insufficient' });
      expect(each).not.toHaveProperty('interval');
    }
  });

  it('prints the index under the other conventions without interval, in its own digits', () => {
    const [own] = whole.forms;
    expect(own!.alternatives.map(({ kind }) => kind)).toEqual(['timesTen', 'banded', 'topBox']);
    expect(Object.keys(own!.alternatives[0]!)).toEqual(['kind', 'text', 'value']);
    for (const { value } of own!.alternatives) expect(String(value).length).toBeLessThanOrEqual(4);
  });
});

describe('an index', () => {
  it('is not there where thin leaves have more than a fifth of it, and its error is never 0', () => {
    let asked = 0;
    const sparse = rows.map((row) => {
      const { SH_A3_sat, SH_product: _, ...others } = row.answers;
      return { ...row, answers: asked++ < 4 ? row.answers : { ...others, SH_A3_sat } } as ResponseRow;
    });
    const { sealed } = draft(sparse);
    const find = (key: string) => sealed.figures.find((figure) => figure.key === key)!;
    expect(find('index/overall').estimate).toEqual({ notEstimable: 'branchesMissing' });
    for (const { estimate, statistic } of sealed.figures) {
      if (statistic === 'index' && 'value' in estimate) expect(estimate.standardError).toBeGreaterThan(0);
    }
  });
});

describe('the comparison with the wave before', () => {
  it('finds no change between a wave and itself', () => {
    const { comparison } = release(rows, { earlier: [yearBefore(drafted)] });
    expect(comparison!.breaks).toEqual([]);
    expect(new Set(comparison!.changes.map(({ word }) => word))).toEqual(new Set(['noDetectableChange']));
  });

  it('finds one that is there, and adjusts all but the headline and the targets', () => {
    const moved = rows.map((row) => {
      const up = Object.entries(row.answers).map(([item, answer]) => [
        item,
        typeof answer === 'number' ? Math.min(10, answer + 1) : answer,
      ]);
      return { ...row, answers: Object.fromEntries(up) as ResponseRow['answers'] };
    });
    const { comparison } = release(moved, { earlier: [yearBefore(drafted)] });
    const change = (key: string) => comparison!.changes.find((each) => each.key === key)!;
    expect(change('index/overall')).toMatchObject({ word: 'rose', family: 1 });
    expect(change('index/overall').adjustedPValue).toBe(change('index/overall').pValue);
    const families = new Set(comparison!.changes.map(({ family }) => family));
    expect([...families].sort((a, b) => a - b)).toEqual([1, 2, 3, 5, 6, 7, 8]);
    // Of areas p values are told by class.
    for (const { pValue, adjustedPValue } of comparison!.changes.filter(({ family }) => family === 8)) {
      expect([0.001, 0.01, 0.05, 1]).toEqual(expect.arrayContaining([pValue, adjustedPValue]));
    }
  });

  it('draws no line over another convention, tree, threshold or wording, of the figures it touches alone', () => {
    const { index } = form;
    const other = (changed: Partial<typeof form>): WaveToRelease['programme'] => ({
      ...programme,
      forms: [{ ...form, ...changed }],
    });
    const compared = (changed: WaveToRelease['programme']) =>
      release(rows, { programme: changed, earlier: [yearBefore(drafted)] });
    const brokenIn = (of: Release) => new Set(of.comparison!.breaks.flatMap(({ figures }) => figures));
    const timesTen = compared(other({ index: { ...index, convention: { kind: 'timesTen' } } }));
    expect(breaksOf(timesTen)).toEqual(['convention']);
    expect(
      [...brokenIn(timesTen)].every((key) => key.startsWith('index/') || key.startsWith('itemScore/')),
    ).toBe(true);
    const lower = compared(other({ index: { ...index, satisfiedFrom: 6 } }));
    expect(breaksOf(lower)).toEqual(['threshold']);
    expect(
      lower.comparison!.changes.map(({ key }) => key).filter((key) => key.startsWith('satisfactionRate/')),
    ).toEqual([]);
    expect(lower.comparison!.changes.some(({ key }) => key === 'index/overall')).toBe(true);
    const sections = form.questionnaire.sections.map((section) => ({
      ...section,
      items: section.items.map((item) =>
        item.name === 'SH_service' ? { ...item, text: { 'zh-Hans': '改过', en: 'Changed' } } : item,
      ),
    }));
    const reworded = compared(other({ questionnaire: { ...form.questionnaire, sections } }));
    expect(breaksOf(reworded)).toEqual(['wording']);
    expect(brokenIn(reworded).has('index/engineering')).toBe(false);
    expect(brokenIn(reworded).has('index/overall')).toBe(true);
  });

  it('draws none over another way of asking', () => {
    const interviewed = rows.map((row) => ({ ...row, mode: 'interview' }));
    const { comparison } = release(interviewed, { earlier: [yearBefore(drafted)] });
    expect(breaksOf({ comparison } as Release)).toEqual(['modeMix']);
    expect(comparison!.changes).toEqual([]);
  });

  it('goes on over newer totals of the same margins, raked once more to the old ones', () => {
    const margins = programme.margins.map((margin) => ({
      ...margin,
      totals: Object.fromEntries(
        Object.entries(margin.totals).map(([category, total], place) => [
          category,
          total * (place === 0 ? 3 : 1),
        ]),
      ),
    }));
    const of = release(rows, { programme: { ...programme, margins }, earlier: [yearBefore(drafted)] });
    expect(of.comparison!.breaks).toEqual([]);
    const change = of.comparison!.changes.find(({ key }) => key === 'index/overall')!;
    expect(change).toMatchObject({ difference: 0, hasEarlierTotals: true });
    const newer = shown(of, 'satisfactionRate/SH_A3_sat');
    expect(newer).not.toEqual(shown(whole, 'satisfactionRate/SH_A3_sat'));
  });

  it('is over the leaves in common where an index has others now', () => {
    const root = form.index.root;
    const [first, ...others] = root.children!;
    const children = [
      { ...first!, weight: 0.2 },
      ...others.map((each) => ({ ...each, weight: (each.weight as number) * (0.8 / 0.75) })),
    ];
    const index = { ...form.index, root: { ...root, children } };
    const reweighted = { ...programme, forms: [{ ...form, index }] };
    const columns = waveColumns(form.questionnaire, rows);
    const of = release(rows, { programme: reweighted, earlier: [yearBefore(drafted, { columns })] });
    const change = of.comparison!.changes.find(({ key }) => key === 'index/overall')!;
    expect(change.commonLeaves!.length).toBe(4);
    expect(change).toMatchObject({ difference: 0, word: 'noDetectableChange' });
    const [seen] = seenByFrames([{ form }], yearBefore(drafted));
    expect(needsEarlierAnswers(reweighted, reweighted.forms[0]!, seen!)).toBe(true);
    expect(needsEarlierAnswers(programme, form, seen!)).toBe(false);
    const without = release(rows, { programme: reweighted, earlier: [yearBefore(drafted)] });
    expect(without.comparison!.changes.some(({ key }) => key === 'index/overall')).toBe(false);
  });
});

describe('a target', () => {
  const resultOf = (of: Release, name: string) => of.targets.find((target) => target.name === name)!;

  it('has verdict, interval and n in one cell, by the interval that is shown', () => {
    const { judgement, figure } = resultOf(whole, 'T120');
    const { interval, n } = shown(whole, figure);
    expect(judgement.interval).toEqual(interval);
    expect(judgement.n).toBe(n);
    const [lowest, highest] = judgement.interval!;
    const expected = lowest >= 0.85 ? 'met' : highest < 0.85 ? 'notMet' : 'undecided';
    expect(['undecided', expected]).toContain(judgement.verdict);
  });

  it('prints its numbers by all that its figure is judged by, whichever target it is', () => {
    const declared = programme.targets.find((target) => target.name === 'T120')!;
    const { figure } = resultOf(whole, 'T120');
    const exact = drafted.sealed.figures.find(({ key }) => key === figure)!.estimate as Estimate;
    // Where rounding has carried it.
    const threshold = Math.round(1000 * shown(whole, figure).value) / 10;
    const targets: Programme['targets'] = [
      declared,
      { ...declared, name: 'near', operator: { kind: 'atMost', threshold } },
      { ...declared, name: 'trend', operator: { kind: 'rising' } },
    ];
    const judged = release(rows, { programme: { ...programme, targets } });
    const { value, interval } = shown(judged, figure);
    expect(Math.sign(100 * value - threshold)).toBe(Math.sign(100 * exact.value - threshold));
    for (const { name, judgement, withoutFlagged } of judged.targets) {
      if (name !== 'trend') expect(judgement).toMatchObject({ value, interval });
      expect((withoutFlagged as ShownCell).value).toBe(value);
    }
  });

  it('of more than ten that are to rise is judged among them, as its change is worded', () => {
    const declared = programme.targets.find((target) => target.name === 'T120')!;
    const items = form.index.root.children!.flatMap((node) => node.children ?? [node]);
    const targets = items.slice(0, 12).map((node, at) => ({
      ...declared,
      name: `rise ${at}`,
      operator: { kind: 'rising' as const },
      measure: { ...declared.measure, statistic: 'index' as const, of: node.name },
    }));
    const { plan } = programme.settings;
    const many = {
      ...programme,
      areas: [],
      targets,
      settings: { ...programme.settings, plan: { ...plan, sampleSize: 60_000 } },
    };
    const before = [yearBefore(draft(rows, { programme: many }), { programme: many })];
    const later = rows.map((row, place) => ({
      ...row,
      answers: Object.fromEntries(
        Object.entries(row.answers).map(([item, answer], at) => [
          item,
          typeof answer === 'number' && answer < 10 && place % (2 + (at % 7)) === 0 ? answer + 1 : answer,
        ]),
      ),
    }));
    const judged = release(later as typeof rows, { programme: many, earlier: before });
    const wordOf = (figure: string) => judged.comparison!.changes.find(({ key }) => key === figure)?.word;
    for (const { judgement, figure } of judged.targets) {
      if (judgement.verdict === 'met') expect(wordOf(figure)).toBe('rose');
    }
    expect(judged.targets.map(({ judgement }) => judgement.reason)).toContain('manyTargets');
  });

  it('is not judged by a plan that could not decide it', () => {
    const plan = { ...programme.settings.plan, sampleSize: 300 };
    const thin = { ...programme, settings: { ...programme.settings, plan } };
    expect(resultOf(release(rows, { programme: thin }), 'T120').judgement).toMatchObject({
      verdict: 'insufficientDesign',
      reason: 'design',
    });
  });

  it('is undecided where the verdict hangs on flagged answers', () => {
    const rate = (level: number, isFlagged: boolean) => (row: ResponseRow, index: number) => ({
      ...row,
      answers: {
        ...row.answers,
        SH_order: (index * 37) % 100 < level ? 9 : 3,
        I1_asked: isFlagged && (index * 37) % 100 < 40 ? 'yes' : 'no',
        SH_K4: 'doesNotKnow',
        S6_conflict: 'no',
      },
    });
    const [clean, flagged] = [false, true].map((isFlagged) => release(rows.map(rate(90, isFlagged))));
    expect(resultOf(clean!, 'T120').judgement).toMatchObject({ verdict: 'met' });
    expect(resultOf(flagged!, 'T120').judgement).toMatchObject({ verdict: 'undecided', reason: 'flagged' });
  });

  it('hides the line without flagged answers where it would tell of a few people', () => {
    const few = rows.map((row, index) => ({
      ...row,
      answers: {
        ...row.answers,
        I1_asked: index < 3 ? 'yes' : 'no',
        SH_K4: 'doesNotKnow',
        S6_conflict: 'no',
      },
    }));
    expect(resultOf(release(few), 'T120')).not.toHaveProperty('withoutFlagged');
  });

  it('has no line without flagged answers beside a hidden figure, whatever its verdict', () => {
    const plan = { ...programme.settings.plan, sampleSize: 300 };
    const thin = { ...programme, settings: { ...programme.settings, plan } };
    const { figure } = resultOf(whole, 'T120');
    const then = whole.figures.map((each) =>
      each.key === figure ? { ...each, cell: { suppressed: 'hidden' as const } } : each,
    );
    const before = [{ release: { ...whole, figures: then } }];
    const hidden = release(rows, { programme: thin, before });
    expect(resultOf(hidden, 'T120').judgement.reason).toBe('design');
    expect(cell(hidden, figure)).toEqual({ suppressed: 'hidden' });
    expect(resultOf(hidden, 'T120')).not.toHaveProperty('withoutFlagged');
    expect(resultOf(whole, 'T120')).toHaveProperty('withoutFlagged');
  });
});

describe('a promise of rising each year', () => {
  const NAME = 'T029';
  const shifted = (by: number, from = rows): readonly ResponseRow[] =>
    from.map((row, place) => ({
      ...row,
      answers: {
        ...row.answers,
        SH_engineering: Math.max(1, Math.min(10, 5 + by + ((place * 7) % 5) - 2)),
      },
    }));
  // What is promised is over all, and areas take most of the time.
  const promising = (base: string, ...periods: string[]): Programme => ({
    ...programme,
    areas: [],
    targets: programme.targets.map((target) =>
      target.name === NAME ? { ...target, operator: { kind: 'risingEachYear', base, periods } } : target,
    ),
  });
  const declared = promising('2023', '2024', '2025', '2026');

  /** The programme with its node and the target on it under other names. */
  const renamed = (of: Programme, target = 'renamed'): Programme => {
    const { measure } = of.targets.find(({ name }) => name === NAME)!;
    const [own] = of.forms;
    return {
      ...of,
      forms: [{ ...own!, index: { ...own!.index, root: withNode(own!.index.root, measure.of, 'another') } }],
      targets: of.targets.map((each) => {
        const isAbout = each.measure.of === measure.of;
        const name = each.name === NAME ? target : each.name;
        return { ...each, name, measure: isAbout ? { ...each.measure, of: 'another' } : each.measure };
      }),
    };
  };

  const lastOf = (waves: readonly EarlierRelease[], wanted: string) =>
    waves.at(-1)!.sealed.targets.find(({ name }) => name === wanted)!;

  const withNode = (node: DeclaredNode, name: string, other: string): DeclaredNode => ({
    ...node,
    name: node.name === name ? other : node.name,
    ...(node.children ? { children: node.children.map((each) => withNode(each, name, other)) } : {}),
  });

  /** Waves one after the other; each is compared with all before it. */
  function history(
    waves: readonly {
      readonly period: string;
      readonly by: number;
      readonly of?: Programme;
      readonly mode?: string;
    }[],
  ) {
    const before: EarlierRelease[] = [];
    return waves.map(({ period, by, of = declared, mode }) => {
      const people = shifted(by).map((row) => ({ ...row, mode: mode ?? row.mode }));
      const next = draft(people, { ...inPeriod(period), programme: of, earlier: [...before] });
      before.push(earlier(next, { programme: of, form: of.forms[0]! }));
      return next.release.targets.find(({ name }) => name === NAME || name === 'renamed')!;
    });
  }

  it('is met as long as every pair rose, and shows all of them from the base', () => {
    const [first, , third] = history([
      { period: '2023', by: 0 },
      { period: '2024', by: 1 },
      { period: '2025', by: 2 },
    ]);
    expect(first!.judgement).toMatchObject({ verdict: 'undecided', reason: 'noComparison' });
    expect(third!.judgement).toMatchObject({ verdict: 'met', reason: 'interval' });
    expect(third!.term!.pairs.map(({ from, to, outcome }) => [from, to, outcome])).toEqual([
      ['2023', '2024', 'rose'],
      ['2024', '2025', 'rose'],
      ['2025', '2026', 'ahead'],
    ]);
    expect(third!.judgement.n).toBeGreaterThan(600);
    expect(third!.term!.sinceBase!.difference).toBeGreaterThan(15);
  });

  it('is not met for the term once a pair fell, whatever comes after it', () => {
    const [, second, third, fourth] = history([
      { period: '2023', by: 2 },
      { period: '2024', by: 1 },
      { period: '2025', by: 1, mode: 'other' },
      { period: '2026', by: 3, mode: 'other' },
    ]);
    expect(second!.judgement).toMatchObject({ verdict: 'notMet', reason: 'pairFell' });
    expect(third!.judgement).toMatchObject({ verdict: 'notMet', reason: 'pairFell' });
    expect(fourth!.judgement).toMatchObject({ verdict: 'notMet', reason: 'pairFell' });
    expect(fourth!.term!.pairs.map(({ outcome }) => outcome)).toEqual(['fell', 'break', 'rose']);
  });

  it('stays open over a break and a year without a wave', () => {
    const [, , third] = history([
      { period: '2023', by: 0 },
      { period: '2025', by: 1 },
      { period: '2026', by: 2 },
    ]);
    expect(third!.judgement).toMatchObject({ verdict: 'undecided', reason: 'openPairs' });
    expect(third!.term!.pairs.map(({ outcome }) => outcome)).toEqual(['noWave', 'noWave', 'rose']);
  });

  it('keeps its pairs where target and node are renamed', () => {
    const [, second, third] = history([
      { period: '2023', by: 0 },
      { period: '2024', by: 1, of: renamed(declared) },
      { period: '2025', by: 2, of: renamed(declared) },
    ]);
    expect(second!.judgement).toMatchObject({ verdict: 'met', reason: 'interval' });
    expect(third).toMatchObject({ name: 'renamed', figure: 'index/another', judgement: { verdict: 'met' } });
    expect(third!.term!.pairs.map(({ outcome }) => outcome)).toEqual(['rose', 'rose', 'ahead']);
  });

  it('is not met after a fall, though those who are less satisfied are flagged from then on', () => {
    const [own] = declared.forms;
    const low = { name: 'low', when: { item: 'SH_engineering', in: [1, 2, 3, 4, 5] } };
    const questionnaire = { ...own!.questionnaire, flags: [...(own!.questionnaire.flags ?? []), low] };
    const [, second] = history([
      { period: '2023', by: 2 },
      { period: '2024', by: 1, of: { ...declared, forms: [{ ...own!, questionnaire }] } },
    ]);
    expect(second!.judgement).toMatchObject({ verdict: 'notMet', reason: 'pairFell' });
    expect(second!.term!.pairs[0]).toMatchObject({ outcome: 'fell' });
  });

  it('is judged by its first term, however the programme is written anew meanwhile', () => {
    const [, , third] = history([
      { period: '2023', by: 2 },
      { period: '2024', by: 1 },
      { period: '2025', by: 2, of: promising('2024', '2025', '2026') },
    ]);
    expect(third!.judgement).toMatchObject({ verdict: 'notMet', reason: 'pairFell' });
    expect(third!.term).toMatchObject({ base: '2023' });
  });

  it('has a pair kept by nobody where the dissatisfied do not know any more, as its change has no word', () => {
    const people = shifted(1);
    const silent = people.map((row, place) => {
      const isMoved = Number(row.answers['SH_engineering']) < form.index.satisfiedFrom && place % 2 === 0;
      return isMoved
        ? { ...row, answers: { ...row.answers, SH_engineering: { missing: 'dontKnow' } as const } }
        : row;
    });
    const first = draft(people, { ...inPeriod('2023'), programme: declared });
    const before = [earlier(first, { programme: declared, form: declared.forms[0]! })];
    const { targets, comparison } = draft(silent, {
      ...inPeriod('2024'),
      programme: declared,
      earlier: before,
    }).release;
    const { judgement, term, figure } = targets.find(({ name }) => name === NAME)!;
    expect(judgement).toMatchObject({ verdict: 'undecided', reason: 'dontKnowBounds' });
    expect(term!.pairs[0]).toMatchObject({ outcome: 'rose', hangsOn: 'dontKnowBounds' });
    expect(comparison!.changes.find(({ key }) => key === figure)!.word).toBe('open');
  });

  it('is computed by the definition it began with where the answers of now can be scored by it', () => {
    const index = { ...form.index, convention: { kind: 'timesTen' } as const };
    const redefined = { ...declared, forms: [{ ...form, index }] };
    const [, second] = history([
      { period: '2023', by: 2 },
      { period: '2024', by: 1, of: redefined },
    ]);
    expect(second!.judgement).toMatchObject({ verdict: 'notMet', reason: 'pairFell' });
    expect(second!.term).toMatchObject({ isByLockedDefinition: true });
  });

  describe('once it is broken', () => {
    const fell = [
      { period: '2023', by: 2 },
      { period: '2024', by: 1 },
    ];
    const before: EarlierRelease[] = [];
    beforeAll(() => {
      for (const { period, by } of fell) {
        const next = draft(shifted(by), { ...inPeriod(period), programme: declared, earlier: [...before] });
        before.push(earlier(next, { programme: declared, form: declared.forms[0]! }));
      }
    });
    const after = (of: Programme, name = NAME, period = '2025') => {
      const last = draft(shifted(3), { ...inPeriod(period), programme: of, earlier: before });
      return last.release.targets.filter((target) => target.name.startsWith(name));
    };
    const edited = (edit: (target: Programme['targets'][number]) => Programme['targets']): Programme => ({
      ...declared,
      targets: declared.targets.flatMap((target) => (target.name === NAME ? edit(target) : [target])),
    });
    const settings = (changed: Partial<Programme['settings']>): Programme => ({
      ...declared,
      settings: { ...declared.settings, ...changed },
    });

    it('stays so under another name, with a base behind the fall', () => {
      const operator: Programme['targets'][number]['operator'] = {
        kind: 'risingEachYear',
        base: '2024',
        periods: ['2025', '2026'],
      };
      const [target] = after(
        edited((own) => [{ ...own, name: 'renamed', operator }]),
        'renamed',
      );
      expect(target!.judgement).toMatchObject({ verdict: 'notMet', reason: 'pairFell' });
      expect(target!.term).toMatchObject({ base: '2023' });
    });

    it('stays so where the programme no longer makes it, or makes another of it', () => {
      const [dropped] = after(edited(() => []));
      expect(dropped).toMatchObject({
        isWithdrawn: true,
        judgement: { verdict: 'notMet', reason: 'pairFell' },
      });
      const both = after(edited((own) => [{ ...own, operator: { kind: 'rising' } }]));
      expect(both.map(({ isWithdrawn, judgement }) => [isWithdrawn, judgement.verdict])).toEqual([
        [undefined, 'met'],
        [true, 'notMet'],
      ]);
    });

    it('stays so with another level, plan or least cell', () => {
      const { plan } = declared.settings;
      for (const of of [
        settings({ confidenceLevel: 0.999999 }),
        settings({ plan: { ...plan, sampleSize: 60 } }),
        settings({ minimumCell: 5000 }),
      ]) {
        expect(after(of)[0]!.judgement).toMatchObject({ verdict: 'notMet', reason: 'pairFell' });
      }
    });

    it('stays so where node and target are renamed, with a base behind the fall, and the convention is another', () => {
      const operator: Programme['targets'][number]['operator'] = {
        kind: 'risingEachYear',
        base: '2024',
        periods: ['2025', '2026'],
      };
      const anew = renamed(edited((own) => [{ ...own, operator }]));
      const [own] = anew.forms;
      const index = { ...own!.index, convention: { kind: 'timesTen' } as const };
      for (const of of [anew, { ...anew, forms: [{ ...own!, index }] }]) {
        const [target] = after(of, 'renamed');
        expect(target!.judgement).toMatchObject({ verdict: 'notMet', reason: 'pairFell' });
        expect(target!.term!.pairs.map(({ outcome }) => outcome)).toEqual(['fell', 'rose', 'ahead']);
      }
    });

    it('stays so where the node is renamed and the programme no longer makes it', () => {
      const of = renamed(declared);
      const [dropped] = after({ ...of, targets: of.targets.filter(({ name }) => name !== 'renamed') });
      expect(dropped).toMatchObject({ isWithdrawn: true, figure: 'index/another' });
      expect(dropped!.judgement).toMatchObject({ verdict: 'notMet', reason: 'pairFell' });
      expect(dropped!.term!.pairs.map(({ outcome }) => outcome)).toEqual(['fell', 'rose', 'ahead']);
    });

    it('stays so where it exchanges its name with another promise, or takes one that is given up', () => {
      const other = declared.targets.find(({ name, operator }) => name !== NAME && 'periods' in operator)!;
      const names: Readonly<Record<string, string>> = { [NAME]: other.name, [other.name]: NAME };
      const targets = declared.targets.map((each) => ({ ...each, name: names[each.name] ?? each.name }));
      const published = (name: string) => lastOf(before, name).term!.pairs[0]!;
      for (const left of [targets, targets.filter(({ name }) => name !== NAME)]) {
        const printed = after({ ...declared, targets: left }, '');
        const of = (name: string) => printed.find(({ figure }) => figure === lastOf(before, name).figure)!;
        expect(of(NAME)).toMatchObject({
          name: other.name,
          judgement: { verdict: 'notMet', reason: 'pairFell' },
        });
        for (const name of [NAME, other.name]) {
          const [pair] = of(name).term!.pairs;
          expect(pair!.outcome).toBe(published(name).outcome);
          expect(pair!.difference).toBeCloseTo(published(name).difference!, 0);
        }
      }
    });

    it('stays so, without its numbers, where its figure is not made any more', () => {
      const [own] = declared.forms;
      const without = (node: DeclaredNode): DeclaredNode => ({
        ...node,
        ...(node.children
          ? {
              children: node.children
                .filter(({ name }) => name !== 'engineering')
                .map((each) => ({ ...each, weight: 'equal' as const })),
            }
          : {}),
      });
      const forms = [{ ...own!, index: { ...own!.index, root: without(own!.index.root) } }];
      const [gone] = after({ ...edited(() => []), forms });
      expect(gone).toMatchObject({ isWithdrawn: true, figure: 'index/engineering' });
      expect(gone!.judgement).toEqual({ verdict: 'notMet', reason: 'pairFell' });
      expect(gone!.term!.pairs).toEqual([
        { from: '2023', to: '2024', outcome: 'fell' },
        { from: '2024', to: '2025', outcome: 'standing' },
        { from: '2025', to: '2026', outcome: 'ahead' },
      ]);
    });

    it('says so of a hidden figure, and not by how much it changed', () => {
      const wave = { ...inPeriod('2025'), programme: declared, earlier: before };
      const first = draft(shifted(3), wave).release;
      const target = first.targets.find(({ name }) => name === NAME)!;
      expect(target.term!.pairs.at(1)).toHaveProperty('difference');
      const figures = first.figures.map((each) =>
        each.key === target.figure ? { ...each, cell: { suppressed: 'hidden' as const } } : each,
      );
      const hidden = draft(shifted(3), { ...wave, before: [{ release: { ...first, figures } }] }).release;
      const { judgement, term } = hidden.targets.find(({ name }) => name === NAME)!;
      expect(judgement).toEqual({ verdict: 'notMet', reason: 'pairFell' });
      expect(term!.pairs.map(({ difference }) => difference === undefined)).toEqual([false, true, true]);
      expect(term).not.toHaveProperty('sinceBase');
    });

    it('stays so after a second wave of the year that fell', () => {
      expect(after(declared, NAME, '2024')[0]!.judgement).toMatchObject({
        verdict: 'notMet',
        reason: 'pairFell',
      });
    });
  });
});
