import { existsSync } from 'node:fs';
import type { Release } from '../../../../core/release/release.ts';
import { loadSurveys } from '../../../../api/programmes/load-surveys.ts';
import { Promises } from '../../promises.ts';
import type { Trial } from '../../trial.ts';
import { attack } from '../attacker/attack.ts';
import { solver } from '../attacker/linear-system.ts';
import { Airport, readPassengers, rowsOf, type AirportFiles, type Edit, type Passenger } from './airport.ts';

/* eslint-disable @typescript-eslint/no-explicit-any -- the trial changes files of any shape */

export const realData: Trial = {
  name: 'real-data',
  promise:
    'With the answers of airport passengers: an edited definition is a break, an index without branches is none, hidden ' +
    'cells stay hidden, a broken promise stays broken, and "don\'t know" neither makes a rise nor hides a plan too small.',
  async run() {
    const path = process.env['MANYI_REAL_DATA'];
    if (path === undefined || !existsSync(path)) {
      return {
        skipped:
          'the environment names no file of passengers (MANYI_REAL_DATA=sfo_passenger_survey_2014_2018.csv)',
      };
    }
    const promises = new Promises();
    const passengers = await readPassengers(path);
    const of = (year: string) => passengers.filter((each) => each['year'] === year);
    await editDefinitions(promises, of('2014'));
    await thinOut(promises, of('2017'));
    await attackHidden(promises, of('2017').slice(0, 260));
    await breakPromise(promises, of('2014'));
    await moveToDontKnow(promises, of('2014'));
    await planTooSmall(promises, of('2014'));
    return promises;
  },
};

const item = (files: AirportFiles, name: string) =>
  files['questionnaires/passengers'].sections
    .flatMap((section: any) => section.items)
    .find((each: any) => each.name === name);
const words = (text: string) => ({ 'zh-Hans': text, en: text });
const target = (name: string, statistic: string, of: string, operator: object) => ({
  name,
  text: words(name),
  source: words('plan'),
  departments: ['terminals'],
  measure: { form: 'passengers', statistic, of, population: words('passengers') },
  operator,
});

/** Awareness of two services, and a question about the last twelve months: what the airport did not ask itself. */
const withMore: Edit = (files) => {
  for (const name of ['bought_food', 'used_wifi']) {
    item(files, name).options.push({ code: 'unsure', label: words('unsure') });
    files['imports/sfo-2014-2018'].items[name].codes['3'] = 'unsure';
  }
  item(files, 'q15_problem').text = {
    'zh-Hans': '过去12个月遇到过问题吗？',
    en: 'A problem in the last 12 months?',
  };
  files['indices/passengers'].indicators.push({
    method: 'awareness',
    name: 'known',
    title: words('known'),
    items: ['bought_food', 'used_wifi'],
    knows: 'yes',
    heardOf: 'unsure',
    doesNotKnow: 'no',
  });
};

const edits: readonly (readonly [string, string, Edit])[] = [
  [
    'satisfied from 4 to 3',
    'satisfactionRate/q7_all',
    (files) => (files['indices/passengers'].satisfiedFrom = 3),
  ],
  [
    'an item of awareness dropped',
    'awarenessIndex/known',
    (files) => files['indices/passengers'].indicators.find((each: any) => each.name === 'known').items.pop(),
  ],
  [
    'an act dropped',
    'participationRate/use',
    (files) => files['indices/passengers'].indicators.find((each: any) => each.name === 'use').acts.pop(),
  ],
  [
    'of 3 months, not 12',
    'problemOccurrence/problems',
    (files) => {
      item(files, 'q15_problem').text = {
        'zh-Hans': '过去3个月遇到过问题吗？',
        en: 'A problem in the last 3 months?',
      };
    },
  ],
];

/** The same answers two years in turn, by another definition: a break with its reason, and the other lines go on. */
async function editDefinitions(promises: Promises, passengers: readonly Passenger[]): Promise<void> {
  for (const [name, key, edit] of edits) {
    const airport = await Airport.open('edits');
    await airport.publish('2014', passengers, [withMore]);
    const { comparison } = await airport.publish('2015', passengers, [withMore, edit]);
    const own = comparison!.breaks.filter(({ figures }) => figures.includes(key));
    const words = comparison!.changes.filter(({ word }) => word === 'rose' || word === 'fell');
    promises.expect(own.length > 0, `${name}: the line of ${key} goes on`);
    promises.expect(
      words.length === 0,
      `${name}: the same answers ${words[0]?.word} in ${words.length} figures`,
    );
    promises.expect(comparison!.changes.length > 0, `${name}: no other line goes on`);
    promises.tell(
      `${name}: ${comparison!.breaks.flatMap(({ figures }) => figures).length} figures break ` +
        `(${own.flatMap(({ reasons }) => reasons).join(', ')}), ${comparison!.changes.length} lines go on, ${words.length} words`,
    );
  }
}

/** In area F two of four branches of the amenities, 60 % of their weight, are answered by one person each. */
async function thinOut(promises: Promises, passengers: readonly Passenger[]): Promise<void> {
  const airport = await Airport.open('thin');
  let answered = 0;
  const thinned = passengers.map((each) => {
    if (each['area'] !== 'F') return each;
    const isRated = (column: string) => Number(each[column]) >= 1 && Number(each[column]) <= 5;
    if (answered === 0 && isRated('q7_food') && isRated('q7_wifi')) {
      answered += 1;
      return each;
    }
    return { ...each, q7_food: '6', q7_wifi: '6' };
  });
  const release = await airport.publish('2017', thinned);
  const { cell } = release.figures.find(({ key }) => key === 'index/amenities@F')!;
  const ranked = release.rankings
    .find(({ subject }) => subject === 'amenities')
    ?.areas.some(({ area }) => area === 'F');
  promises.expect(
    'suppressed' in cell,
    `amenities of area F rest on one person, and are ${JSON.stringify(cell)}`,
  );
  promises.expect(ranked !== true, 'area F has a rank among the amenities');
  promises.tell(`amenities of area F, two branches on one person: ${JSON.stringify(cell)}`);
}

/** 260 passengers of weight 1: what a reader works out about the cells that are hidden. */
async function attackHidden(promises: Promises, passengers: readonly Passenger[]): Promise<void> {
  const airport = await Airport.open('hidden');
  const equal = passengers.map((each) => ({ ...each, weight: '1' }));
  const release = await airport.publish('2017', equal);
  const { programmes } = await loadSurveys('surveys');
  const programme = programmes.find(({ name }) => name === 'airport-passengers')!;
  const rows = await rowsOf(equal);
  const attacked = {
    release,
    form: programme.forms[0]!,
    areas: programme.areas.map(({ code }) => code),
    rows,
    weights: rows.map(() => 1),
  };
  const highs = await solver();
  for (const areWhole of [false, true]) {
    const found = attack(highs, [attacked], { areWhole, seconds: 5 });
    const how = areWhole ? 'in whole answers' : 'in shares';
    promises.expect(found.misread < 1e-6, `${how}: the attacker misread the document by ${found.misread}`);
    promises.expect(
      found.shown.length === 0,
      `${found.shown.length} cells of under ten are shown, as ${found.shown[0]}`,
    );
    promises.expect(found.narrowed.length === 0, `${how}: ${JSON.stringify(found.narrowed[0])}`);
    promises.tell(
      `of 260 passengers ${how}: ${found.narrowed.length} of ${found.hidden} hidden numbers narrowed` +
        (areWhole ? `, ${found.undecided} not decided in time` : ''),
    );
  }
}

/** Ratings one point lower, or higher, for a share of the passengers. */
function moved(passengers: readonly Passenger[], by: -1 | 1, every: number): readonly Passenger[] {
  return passengers.map((each, at) => {
    if (at % every !== 0) return each;
    const cells = Object.entries(each).map(([column, code]) => {
      const isRating = /^q(7|9|10|13|14)_/.test(column) && Number(code) >= 1 && Number(code) <= 5;
      return [column, isRating ? String(Math.min(5, Math.max(1, Number(code) + by))) : code];
    });
    return Object.fromEntries(cells) as Passenger;
  });
}

/** It falls in the second year; a year asked in another way follows, and two years of rises. */
async function breakPromise(promises: Promises, passengers: readonly Passenger[]): Promise<void> {
  const airport = await Airport.open('promise');
  const promise: Edit = (files) => {
    const plan = files['programme'].settings.plan;
    plan.sampleSize = 30_000;
    plan.items = Object.fromEntries(
      Object.keys(files['imports/sfo-2014-2018'].items).map((name) => [name, { eligible: 1 }]),
    );
    const operator = { kind: 'risingEachYear', base: '2014', periods: ['2015', '2016', '2017', '2018'] };
    files['targets'].targets = [target('T1', 'index', 'overall', operator)];
  };
  const online = passengers.map((each) => ({ ...each, method: each['method'] === '3' ? '1' : '3' }));
  const years: readonly (readonly [string, readonly Passenger[]])[] = [
    ['2014', passengers],
    ['2015', moved(passengers, -1, 3)],
    ['2016', moved(online, -1, 3)],
    ['2017', moved(online, 1, 5)],
    ['2018', moved(online, 1, 2)],
  ];
  const told: string[] = [];
  for (const [year, rows] of years) {
    const release = await airport.publish(year, rows, [promise]);
    const { judgement, term } = release.targets[0]!;
    const pairs = (term?.pairs ?? [])
      .filter(({ outcome }) => outcome !== 'ahead')
      .map(({ outcome }) => outcome);
    told.push(`${year} ${judgement.verdict} (${pairs.join(', ')})`);
    if (year !== '2014') {
      promises.expect(
        judgement.verdict === 'notMet',
        `${year}: after a year that fell the promise is ${judgement.verdict}`,
      );
    }
  }
  promises.tell(`rising each year: ${told.join('; ')}`);
}

/** Dissatisfied answers become "don't know", from 2 to 10 of a hundred. */
async function moveToDontKnow(promises: Promises, passengers: readonly Passenger[]): Promise<void> {
  const airport = await Airport.open('dont-know');
  const offered: Edit = (files) => {
    item(files, 'q7_all').missing = { ...item(files, 'q7_all').missing, dontKnow: true };
    files['imports/sfo-2014-2018'].items['q7_all'].codes['0'] = { missing: 'dontKnow' };
    files['programme'].settings.plan.sampleSize = 30_000;
    files['programme'].settings.plan.items = { q7_all: { eligible: 1 } };
    files['targets'].targets = [target('T1', 'satisfactionRate', 'q7_all', { kind: 'rising' })];
  };
  const withShare = (share: number) => {
    const answered = passengers.filter((each) => Number(each['q7_all']) >= 1 && Number(each['q7_all']) <= 5);
    let left = Math.round(share * answered.length);
    return answered.map((each) =>
      Number(each['q7_all']) <= 3 && left-- > 0 ? { ...each, q7_all: '0' } : each,
    );
  };
  await airport.publish('2014', withShare(0.02), [offered]);
  const release = await airport.publish('2015', withShare(0.1), [offered]);
  const { judgement } = release.targets[0]!;
  promises.expect(judgement.verdict !== 'met', 'dissatisfied answers moved to "don\'t know" are a rise');
  promises.tell(`"don't know" from 2 to 10 %: ${judgement.verdict} (${judgement.reason})`);
}

/** A target on what one in fifty of the planned passengers can rate. */
async function planTooSmall(promises: Promises, passengers: readonly Passenger[]): Promise<void> {
  const airport = await Airport.open('plan');
  const release: Release = await airport.publish('2014', passengers, [
    (files) => {
      files['programme'].settings.plan = {
        ...files['programme'].settings.plan,
        sampleSize: 9000,
        items: { q7_wifi: { eligible: 0.006 } },
      };
      files['targets'].targets = [target('T1', 'itemScore', 'q7_wifi', { kind: 'atLeast', threshold: 75 })];
    },
  ]);
  const { judgement } = release.targets[0]!;
  promises.expect(judgement.verdict === 'insufficientDesign', `a plan of 54 answers is ${judgement.verdict}`);
  promises.tell(`a target on 54 of 9,000 planned: ${judgement.verdict}`);
}
