import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../canonical-json.ts';
import { contentHash } from '../../content-hash.ts';
import { parseProgramme } from '../../programme/parse-programme.ts';
import type { Programme } from '../../programme/programme.ts';
import type { SimulationProfile } from '../../simulation/simulation-profile.ts';
import { simulateWave } from '../../simulation/simulate-wave.ts';
import { draftRelease, type WaveToRelease } from './draft-release.ts';
import type { Cell, Release, ShownCell } from '../format-1.ts';
import { waveColumns, type ResponseRow } from '../wave-columns.ts';

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

function release(rows: readonly ResponseRow[], changes: Partial<WaveToRelease> = {}): Release {
  return draftRelease({
    wave: { id: 'now', title: programme.title, period: '2026', kind: 'survey' },
    number: 1,
    programme,
    form: changes.programme?.forms[0] ?? form,
    document: 'd'.repeat(64),
    software: 'test',
    columns: waveColumns(form.questionnaire, rows),
    byChannel: { invitation: rows.length },
    ...changes,
  });
}

const cell = (of: Release, key: string): Cell => of.figures.find((figure) => figure.key === key)!.cell;
const shown = (of: Release, key: string) => cell(of, key) as ShownCell;

let rows: readonly ResponseRow[];
let whole: Release;
beforeAll(() => {
  rows = rowsOf(0, 960);
  whole = release(rows);
});

describe('a release', () => {
  it('is the same, byte for byte, in whatever order responses come', () => {
    const mixed = [...rows].sort((a, b) => (a.contentHash < b.contentHash ? -1 : 1));
    expect(canonicalJson(release(mixed))).toBe(canonicalJson(whole));
  });

  it('does not change when all weights are multiplied', () => {
    const heavier = release(rows.map((row) => ({ ...row, weight: row.weight! * 8 })));
    expect(heavier.figures).toEqual(whole.figures);
    expect(heavier.provenance.responses).not.toBe(whole.provenance.responses);
  });

  it('gives the dimensions and the index as weighted means of each other', () => {
    const value = (node: string) => shown(whole, `index/${node}`).value;
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

  it('hides with a small area another, so that it does not follow from the total', () => {
    let kept = 0;
    const thin = rows
      .filter(({ area }) => area !== undefined)
      .filter(({ area }) => area !== 'judeng' || kept++ < 5);
    const cells = programme.areas.map(({ code }) => cell(release(thin), `index/overall@${code}`));
    const hidden = cells.flatMap((each) => ('suppressed' in each ? [each.suppressed] : []));
    expect(hidden.sort()).toEqual(['complement', 'few']);
  });

  it('hides an index that would give away its one hidden branch', () => {
    let asked = 0;
    const sparse = rows.slice(0, 60).map((row) => {
      const { SH_product: product, ...others } = row.answers;
      return { ...row, answers: product !== undefined && asked++ < 6 ? row.answers : others };
    }) as readonly ResponseRow[];
    const thin = release(sparse);
    expect(cell(thin, 'index/product')).toEqual({ suppressed: 'complement' });
    expect(cell(thin, 'index/product_rating')).toEqual({ suppressed: 'few' });
    expect(cell(thin, 'index/overall')).toEqual({ suppressed: 'complement' });
    // Under another convention it would be the same number in other words.
    expect(thin.method.alternatives).toEqual([]);
    expect('value' in cell(thin, 'index/service')).toBe(true);
  });

  it('marks a value on few answers, and gives it no interval', () => {
    const few = release(rows.slice(0, 24));
    expect(cell(few, 'itemScore/SH_A3_sat')).toMatchObject({ standing: 'insufficient' });
    expect(cell(few, 'itemScore/SH_A3_sat')).not.toHaveProperty('interval');
  });

  it('prints the index under the other conventions without interval', () => {
    expect(whole.method.alternatives.map(({ kind }) => kind)).toEqual(['timesTen', 'banded', 'topBox']);
    expect(Object.keys(whole.method.alternatives[0]!)).toEqual(['kind', 'text', 'value']);
  });
});

describe('the comparison with the wave before', () => {
  const before = () => ({ hash: 'b'.repeat(64), release: whole });

  it('finds no change between a wave and itself', () => {
    const { comparison } = release(rows, { before: before() });
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
    const { comparison } = release(moved, { before: before() });
    const change = (key: string) => comparison!.changes.find((each) => each.key === key)!;
    expect(change('index/overall')).toMatchObject({ word: 'rose' });
    expect(change('index/overall').adjustedPValue).toBe(change('index/overall').pValue);
    expect(change('index/food').adjustedPValue).toBeGreaterThanOrEqual(change('index/food').pValue);
  });

  it('draws no line over another convention, another tree or another wording', () => {
    const index = form.index;
    const other = (changed: Partial<typeof form>): WaveToRelease['programme'] => ({
      ...programme,
      forms: [{ ...form, ...changed }],
    });
    const breaksOf = (changed: WaveToRelease['programme']) =>
      release(rows, { programme: changed, before: before() }).comparison!;
    expect(breaksOf(other({ index: { ...index, convention: { kind: 'timesTen' } } }))).toMatchObject({
      breaks: ['conventionChanged'],
      changes: [],
    });
    const [first, ...rest] = index.root.children!;
    const root = { ...index.root, children: [{ ...first!, weight: 0.25 }, ...rest].reverse() };
    expect(breaksOf(other({ index: { ...index, root } })).breaks).toContain('indexChanged');
    const sections = form.questionnaire.sections.map((section) => ({
      ...section,
      items: section.items.map((item) =>
        item.name === 'SH_service' ? { ...item, text: { 'zh-Hans': '改过', en: 'Changed' } } : item,
      ),
    }));
    expect(breaksOf(other({ questionnaire: { ...form.questionnaire, sections } })).breaks).toEqual([
      'questionsChanged',
    ]);
  });

  it('draws none over another way of asking', () => {
    const interviewed = rows.map((row) => ({ ...row, mode: 'interview' }));
    expect(release(interviewed, { before: before() }).comparison!.breaks).toEqual(['modeMixChanged']);
  });
});

describe('a target', () => {
  const resultOf = (of: Release, name: string) => of.targets.find((target) => target.name === name)!;

  it('is judged on the interval that is shown', () => {
    const { interval, figure, verdict } = resultOf(whole, 'T120');
    const { interval: shownInterval } = shown(whole, figure);
    expect(interval!.map((end) => end / 100)).toEqual(shownInterval!.map((end) => expect.closeTo(end, 9)));
    const expected = interval![0] >= 85 ? 'met' : interval![1] < 85 ? 'notMet' : 'undecided';
    expect(['undecided', expected]).toContain(verdict);
  });

  it('is not judged by a plan that could not decide it', () => {
    const plan = { ...programme.settings.plan, sampleSize: 300 };
    const thin = { ...programme, settings: { ...programme.settings, plan } };
    expect(resultOf(release(rows, { programme: thin }), 'T120')).toMatchObject({
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
    expect(resultOf(clean!, 'T120')).toMatchObject({ verdict: 'met' });
    expect(resultOf(flagged!, 'T120')).toMatchObject({ verdict: 'undecided', reason: 'flagged' });
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

  it('of rising each year carries every comparison so far', () => {
    const second = release(rows, { before: { hash: 'b'.repeat(64), release: whole } });
    const third = release(rows, { before: { hash: 'c'.repeat(64), release: second } });
    expect(resultOf(whole, 'T029')).toMatchObject({ verdict: 'undecided', reason: 'noComparison' });
    expect(resultOf(third, 'T029').changes).toHaveLength(2);
  });
});
