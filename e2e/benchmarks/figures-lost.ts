import { existsSync } from 'node:fs';
import { loadSurveys } from '../../api/programmes/load-surveys.ts';
import { drafted, type Drafted } from '../../core/release/made-up/drafted.test-data.ts';
import type { Programme } from '../../core/programme/programme.ts';
import type { Release as Format1 } from '../../core/release/format-1/format-1.ts';
import type { ResponseRow } from '../../core/release/measure/wave-columns.ts';
import { demonstrationWaves } from '../trials/released/attacker/demonstration-waves.ts';
import { readPassengers, rowsOf } from '../trials/released/real-data/airport.ts';
import type { BuildOfBefore } from './build-of-before.ts';
import { draftOld } from './drafting.ts';

interface Waves {
  readonly programme: Programme;
  readonly waves: readonly { readonly period: string; readonly rows: readonly ResponseRow[] }[];
}

/** Of the figures an earlier version showed: which are hidden now, or lost their standing, and why. */
export async function figuresLost(old: BuildOfBefore): Promise<void> {
  tell('demonstration', old, demonstrationWaves(3));
  const path = process.env['MANYI_REAL_DATA'];
  if (path === undefined || !existsSync(path)) {
    console.log('  airport: skipped, the environment names no file of passengers (MANYI_REAL_DATA)');
    return;
  }
  const passengers = await readPassengers(path);
  const { programmes } = await loadSurveys('surveys');
  const waves: Waves['waves'][number][] = [];
  for (const period of ['2014', '2015', '2016', '2017', '2018']) {
    waves.push({ period, rows: await rowsOf(passengers.filter(({ year }) => year === period)) });
  }
  tell('airport', old, { programme: programmes.find(({ name }) => name === 'airport-passengers')!, waves });
}

function tell(name: string, old: BuildOfBefore, { programme, waves }: Waves): void {
  const earlier: Drafted[] = [];
  for (const [at, wave] of waves.entries()) {
    const theirs = draftOld(old, programme, waves.slice(0, at + 1));
    earlier.push(drafted({ programme, ...wave, earlier: earlier.slice() }));
    const reasons = lost(theirs, earlier.at(-1)!);
    const shown = theirs.figures.filter(({ cell }) => 'value' in cell).length;
    const full = theirs.figures.filter(({ cell }) => 'value' in cell && cell.standing === 'full').length;
    const listed = [...reasons].map(([reason, count]) => `${reason} ${count}`).join(', ') || 'none';
    console.log(`${name} ${wave.period}: of ${shown} figures shown and ${full} in full standing: ${listed}`);
  }
}

function lost(before: Format1, { release, sealed }: Drafted): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (reason: string) => counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const referred = new Map(release.references.map(({ key, to }) => [key, to]));
  const shown = new Map(release.figures.map(({ key, cell }) => [key, cell]));
  const why = new Map(sealed.figures.map((figure) => [figure.key, figure]));
  for (const { key, cell } of before.figures) {
    if (!('value' in cell)) continue;
    const now = shown.get(key) ?? shown.get(referred.get(key) ?? '');
    const own = why.get(key) ?? why.get(referred.get(key) ?? '');
    if (!now) count('no such figure');
    else if ('suppressed' in now) count(`hidden (${own?.hidden ?? own?.standing ?? 'no error'})`);
    else if ('bound' in now) count('told as beyond a bound');
    else if (now.standing !== cell.standing) count(`${cell.standing} to ${now.standing}`);
  }
  for (const target of before.targets) {
    const now = release.targets.find((each) => each.name === target.name);
    if (now && now.judgement.verdict !== target.verdict) {
      count(
        `target ${target.name} ${target.verdict} (${target.reason}) to ${now.judgement.verdict} (${now.judgement.reason})`,
      );
    }
  }
  for (const change of before.comparison?.changes ?? []) {
    const key = referred.get(change.key) ?? change.key;
    const now = release.comparison?.changes.find((each) => each.key === key);
    const isFound = change.word === 'rose' || change.word === 'fell';
    if (!now) count(isFound ? `word ${change.word} without a line now` : 'line without a word gone');
    else if (isFound && now.word !== change.word) count(`word ${change.word} to ${now.word}`);
    else if (!isFound && (now.word === 'rose' || now.word === 'fell')) count(`a new word ${now.word}`);
  }
  return counts;
}
