import { contentHash } from '../../../../core/content-hash.ts';
import { seededRandom } from '../../../../core/numeric/seeded-random.ts';
import type { Programme } from '../../../../core/programme/programme.ts';
import { drafted, type Drafted } from '../../../../core/release/made-up/drafted.test-data.ts';
import { madeUpAnswers } from '../../../../core/release/made-up/made-up-answers.test-data.ts';
import {
  madeUpDistrict,
  type DistrictSize,
  type MadeUpDistrict,
} from '../../../../core/release/made-up/made-up-district.test-data.ts';
import { madeUpFiles, programmeOf } from '../../../../core/release/made-up/made-up-files.test-data.ts';
import { addTargets } from '../../../../core/release/made-up/made-up-targets.test-data.ts';
import { waveWithExclusion } from '../../../../core/release/made-up/wave-with-exclusion.test-data.ts';
import { waveColumns, type ResponseRow } from '../../../../core/release/measure/wave-columns.ts';
import { weightedDesign } from '../../../../core/release/measure/weighted-design.ts';
import { Promises } from '../../promises.ts';
import type { Trial } from '../../trial.ts';
import { cellsOf, columnsAsked } from './answers-in-cells.ts';
import { attack, attackReleases, type Attacked } from './attack.ts';
import { countsNarrowed } from './counts-left-open.ts';
import { demonstrationWaves } from './demonstration-waves.ts';
import { leastHiding } from './least-hiding.ts';
import { solver } from './linear-system.ts';
import { documentOf, findWitness } from './witness.ts';

/** A hidden answer read out of rounding would show as a true answer beyond a window. */
const MOST_MISREAD = 1e-6;

export const attacker: Trial = {
  name: 'attacker',
  promise:
    'From two releases, knowing who answered what with which weight, no mean, rate or number of a hidden cell of under ' +
    'ten answers is worked out closer than it is protected, and no guess at the answers can be tested.',
  async run({ choose, random }) {
    const promises = new Promises();
    const seed = `${Math.floor(1e9 * random())}`;
    promises.tell(`seed ${seed}`);
    await attackRandom(promises, seed, choose(200, 6), choose(40, 1));
    await attackReleasesOfAWave(promises, seed, choose(100, 4));
    await attackDemonstration(promises, choose(3, 2));
    await seekWitnesses(promises, seed, choose(20, 2), choose(600, 80));
    guessSecrets(promises, seed);
    await compareWithLeast(promises, seed, choose(20, 1), choose(60, 3));
    return promises;
  },
};

interface Made {
  readonly attacked: readonly Attacked[];
  readonly last: Drafted;
  readonly hasEqualWeights: boolean;
}

/** Two waves of a made-up district, the second compared with the first, or one alone. */
function madeUp(
  seed: string,
  waves: 1 | 2,
  size: DistrictSize = {},
  changed: Partial<MadeUpDistrict> = {},
): Made {
  const random = seededRandom(seed);
  const district = { ...madeUpDistrict(random, size), ...changed };
  const files = madeUpFiles(district);
  addTargets(files, district, random);
  const programme = programmeOf(files);
  const drafts: Drafted[] = [];
  const attacked: Attacked[] = [];
  for (let wave = 0; wave < waves; wave += 1) {
    const rows = inOrder(madeUpAnswers(district, `${seed} ${wave}`, { lift: 0.2 * wave }));
    drafts.push(drafted({ programme, rows, period: `${2025 + wave}`, earlier: [...drafts] }));
    attacked.push({ ...attackedAs(programme, rows), release: drafts.at(-1)!.release });
  }
  return {
    attacked,
    last: drafts.at(-1)!,
    hasEqualWeights: district.hasEqualWeights && district.margins === 'none',
  };
}

/** In the order in which columns have them. */
const inOrder = (rows: readonly ResponseRow[]) => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));

function attackedAs(programme: Programme, rows: readonly ResponseRow[]): Omit<Attacked, 'release'> {
  const form = programme.forms[0]!;
  const { design } = weightedDesign(programme, form, waveColumns(form.questionnaire, rows));
  return { form, areas: programme.areas.map(({ code }) => code), rows, weights: [...design.weights] };
}

async function attackRandom(
  promises: Promises,
  seed: string,
  releases: number,
  whole: number,
): Promise<void> {
  const highs = await solver();
  const totals = {
    hidden: 0,
    narrowed: 0,
    releases: 0,
    wholeHidden: 0,
    wholeNarrowed: 0,
    undecided: 0,
    counts: 0,
    countsNarrowed: 0,
    compared: 0,
  };
  let wholeLeft = whole;
  for (let number = 0; number < releases; number += 1) {
    const name = `${seed} attacked ${number}`;
    const { attacked, last, hasEqualWeights } = madeUp(name, number % 2 === 0 ? 2 : 1);
    const found = attack(highs, attacked);
    note(promises, name, found);
    totals.hidden += found.hidden;
    totals.narrowed += found.narrowed.length;
    totals.releases += Number(found.hidden > 0);
    totals.compared += Number(attacked.length > 1 && found.hidden > 0);
    if (hasEqualWeights && found.hidden > 0 && wholeLeft > 0) {
      wholeLeft -= 1;
      const exact = attack(highs, attacked.slice(-1), { areWhole: true, seconds: 2, most: 8 });
      note(promises, `${name}, in whole answers`, exact);
      totals.wholeHidden += exact.hidden;
      totals.wholeNarrowed += exact.narrowed.length;
      totals.undecided += exact.undecided;
    }
    const { form, areas, rows } = attacked.at(-1)!;
    const counts = countsNarrowed(highs, last.release, cellsOf(form, columnsAsked(form), areas, rows));
    totals.counts += counts.hidden;
    totals.countsNarrowed += counts.narrowed.length;
    promises.expect(
      counts.narrowed.length === 0,
      `${name}: the number of answers is known: ${JSON.stringify(counts.narrowed[0])}`,
    );
    await new Promise(setImmediate);
  }
  promises.expect(totals.hidden > 0, 'nothing was hidden, so nothing was proved');
  promises.tell(
    `${releases} releases, ${totals.releases} with hidden cells (${totals.compared} with a wave before): ` +
      `${totals.narrowed} of ${totals.hidden} hidden means and rates narrowed`,
  );
  promises.tell(
    `in whole answers ${totals.wholeNarrowed} of ${totals.wholeHidden} narrowed, ${totals.undecided} not decided in time`,
  );
  promises.tell(`numbers of answers ${totals.countsNarrowed} of ${totals.counts}`);
}

function note(
  promises: Promises,
  name: string,
  { narrowed, misread, shown }: ReturnType<typeof attack>,
): void {
  promises.expect(misread < MOST_MISREAD, `${name}: the attacker misread the document by ${misread}`);
  promises.expect(shown.length === 0, `${name}: cells of under ten are shown: ${shown[0]}`);
  promises.expect(
    narrowed.length === 0,
    `${name}: ${narrowed.length} narrowed, as ${JSON.stringify(narrowed[0])}`,
  );
}

/** Two releases of one wave: between them some were excluded, of whom few are left in their area or elsewhere. */
async function attackReleasesOfAWave(promises: Promises, seed: string, waves: number): Promise<void> {
  const highs = await solver();
  const random = seededRandom(`${seed} releases of a wave`);
  const between = (low: number, high: number) => low + Math.floor((high - low + 1) * random.next());
  const totals = { hidden: 0, narrowed: 0 };
  for (let number = 0; number < waves; number += 1) {
    const { programme, rows, without, excluded } = waveWithExclusion({
      seed: `${seed} ${number}`,
      answered: [between(3, 9), between(12, 18), between(22, 28), between(30, 36)],
      excluded: between(10, 13),
      hasEqualWeights: number % 2 === 0,
    });
    const first = drafted({ programme, rows });
    const second = drafted({ programme, rows: without, before: [first] });
    const both = [first.release, second.release] as const;
    const found = attackReleases(highs, attackedAs(programme, inOrder(rows)), both, excluded);
    note(promises, `${seed} releases of wave ${number}`, found);
    totals.hidden += found.hidden;
    totals.narrowed += found.narrowed.length;
    await new Promise(setImmediate);
  }
  promises.expect(totals.hidden > 0, 'nothing was hidden in two releases of a wave');
  promises.tell(`two releases of one wave: ${totals.narrowed} of ${totals.hidden} narrowed`);
}

async function attackDemonstration(promises: Promises, count: number): Promise<void> {
  const highs = await solver();
  const { programme, waves } = demonstrationWaves(count);
  const drafts: Drafted[] = [];
  const attacked: Attacked[] = [];
  for (const { period, rows } of waves) {
    drafts.push(drafted({ programme, rows, period, earlier: [...drafts] }));
    attacked.push({ ...attackedAs(programme, inOrder(rows)), release: drafts.at(-1)!.release });
  }
  for (let at = 1; at < attacked.length; at += 1) {
    const found = attack(highs, attacked.slice(at - 1, at + 1));
    note(promises, `demonstration ${waves[at]!.period}`, found);
    promises.tell(`demonstration ${waves[at]!.period}: ${found.narrowed.length} of ${found.hidden} narrowed`);
  }
}

async function seekWitnesses(
  promises: Promises,
  seed: string,
  releases: number,
  drafts: number,
): Promise<void> {
  const totals = { releases: 0, cells: 0, elsewhere: 0, whole: 0 };
  const moved: number[] = [];
  for (let number = 0; totals.releases < releases && number < 10 * releases; number += 1) {
    const name = `${seed} witness ${number}`;
    const { attacked, last } = madeUp(
      name,
      1,
      { areas: 3, most: { dimensions: 2, leaves: 2 } },
      { units: 15, unitSize: 4, unevenness: 0, hasSingleUnit: false, hasEqualWeights: true, margins: 'none' },
    );
    const wave = { programme: last.programme, rows: attacked[0]!.rows, period: '2025' };
    const { cells } = findWitness(wave, documentOf(last.release), seededRandom(name), drafts);
    if (cells.length === 0) continue;
    const elsewhere = cells.filter(({ truth, other }) => Math.abs(truth - other) > 1e-9);
    totals.releases += 1;
    totals.cells += cells.length;
    totals.elsewhere += elsewhere.length;
    totals.whole += Number(elsewhere.length === cells.length);
    moved.push(...elsewhere.map(({ truth, other }) => Math.abs(truth - other)));
    await new Promise(setImmediate);
  }
  const middle = moved.sort((a, b) => a - b)[Math.floor(moved.length / 2)] ?? 0;
  promises.expect(totals.whole > 0, 'no release has a second data set with every hidden cell elsewhere');
  promises.tell(
    `a second data set with the same document for ${totals.whole} of ${totals.releases} small releases, ` +
      `${totals.elsewhere} of ${totals.cells} hidden cells elsewhere, by ${middle.toFixed(1)} points of the scale in the middle`,
  );
}

/** The hash of the sealed document is that of no candidate, were it the very answers. */
function guessSecrets(promises: Promises, seed: string): void {
  const { attacked, last } = madeUp(`${seed} secret`, 1, { respondents: 60 });
  const { sealed: hash } = last.release.provenance;
  promises.expect(
    hash === contentHash(last.sealed),
    'the release does not carry the hash of its sealed document',
  );
  const { secret: _, ...open } = last.sealed;
  const guesses = [
    open,
    ...['', '0'.repeat(64), 'f'.repeat(64), contentHash(last.release), last.release.provenance.responses].map(
      (secret) => ({ ...open, secret }),
    ),
  ];
  promises.expect(
    guesses.every((guess) => contentHash(guess) !== hash),
    'the very answers can be tested by the hash of the sealed document',
  );
  const wave = { programme: last.programme, rows: attacked[0]!.rows, period: '2025' };
  const again = drafted({ ...wave, secret: 'a1'.repeat(32) }).release;
  promises.expect(again.provenance.sealed !== hash, 'another secret has the same hash');
  promises.expect(documentOf(again) === documentOf(last.release), 'the secret moves what is published');
}

async function compareWithLeast(
  promises: Promises,
  seed: string,
  releases: number,
  seconds: number,
): Promise<void> {
  const highs = await solver();
  const totals = { releases: 0, necessary: 0, published: 0, least: 0 };
  for (let number = 0; totals.releases < releases && number < 20 * releases; number += 1) {
    const { attacked, last } = madeUp(`${seed} least ${number}`, 1, {
      respondents: 150,
      areas: 3,
      most: { dimensions: 2, leaves: 2 },
    });
    const { form, areas, rows, weights } = attacked[0]!;
    const cells = cellsOf(form, columnsAsked(form), areas, rows, weights);
    const found = leastHiding(highs, last.sealed, form, cells, seconds);
    if (!found) continue;
    totals.releases += 1;
    totals.necessary += found.necessary;
    totals.published += found.published;
    totals.least += found.least;
    await new Promise(setImmediate);
  }
  promises.tell(
    `on ${totals.releases} small releases ${totals.necessary} cells hidden for their own sake, ` +
      `${totals.published} besides; for the means and rates of areas alone, without numbers of answers, answers that ` +
      `all agree and people of no area, ${totals.least} would do`,
  );
}
