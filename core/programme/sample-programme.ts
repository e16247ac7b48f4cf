import { describeFault } from '../fault.ts';
import { parseProgramme } from './parse-programme.ts';

/* eslint-disable @typescript-eslint/no-explicit-any -- the tests break files of any shape */

export const text = (words: string) => ({ 'zh-Hans': words, en: words });
export const option = (code: string) => ({ code, label: text(code) });

/** A small programme without a fault, as its files; each test breaks its own copy. */
export function soundProgramme() {
  return {
    'programme.json': {
      $schema: '../../docs/schema/programme.schema.json',
      name: 'north',
      title: text('North'),
      from: text('Office'),
      timeZone: 'Asia/Shanghai',
      settings: {
        confidenceLevel: 0.95,
        minimumCell: 10,
        isProbabilitySample: true,
        plan: { sampleSize: 2000, designEffect: 1.5, standardDeviation: 18 },
      },
      forms: [{ name: 'short', questionnaire: 'short', index: 'short' }],
    } as Record<string, any>,
    'areas.json': { areas: [option('hill'), option('shore')] } as Record<string, any>,
    'departments.json': {
      departments: [
        {
          code: 'works',
          names: [
            { name: text('Old works'), to: '2019-02-28' },
            { name: text('Works'), from: '2019-03-01' },
          ],
          aliases: ['public works'],
        },
        { code: 'police', names: [{ name: text('Police') }] },
      ],
    } as Record<string, any>,
    'targets.json': {
      targets: [
        {
          name: 'T1',
          text: text('Roads satisfy'),
          source: text('Plan'),
          departments: ['works'],
          measure: { form: 'short', statistic: 'satisfactionRate', of: 'roads', population: text('All') },
          operator: { kind: 'atLeast', threshold: 80 },
        },
      ],
    } as Record<string, any>,
    'margins.json': {
      margins: [margin('age', { young: 400, old: 600 }), margin('home', { hill: 300, shore: 700 })],
    } as Record<string, any>,
    'questionnaires/short.json': {
      name: 'short',
      title: text('Short'),
      from: text('Evaluator'),
      minutes: 2,
      privacy: text('Confidential'),
      areaItem: 'home',
      scales: {
        ten: { lowest: 1, highest: 10, lowestLabel: text('bad'), highestLabel: text('good') },
        five: { lowest: 1, highest: 5, lowestLabel: text('bad'), highestLabel: text('good') },
      },
      sections: [
        {
          name: 'all',
          items: [
            {
              type: 'single',
              name: 'age',
              text: text('Age?'),
              options: [option('child'), option('young'), option('old')],
              terminate: [
                { when: { item: 'age', is: 'child' }, disposition: 'ineligible', reason: 'under18' },
              ],
            },
            { type: 'single', name: 'home', text: text('Home?'), options: { from: 'areas' } },
            { type: 'rating', name: 'whole', text: text('Whole?'), scale: 'ten' },
            { type: 'rating', name: 'roads', text: text('Roads?'), scale: 'ten' },
            { type: 'rating', name: 'order', text: text('Order?'), scale: 'ten' },
            { type: 'rating', name: 'calm', text: text('Calm?'), scale: 'five' },
            { type: 'recommend', name: 'recommend', text: text('Recommend?') },
            {
              type: 'single',
              name: 'campaign',
              text: text('Campaign?'),
              options: [option('knows'), option('heard'), option('no')],
            },
            {
              type: 'multiple',
              name: 'acts',
              text: text('Acts?'),
              options: [option('went'), option('none')],
              exclusive: ['none'],
            },
            {
              type: 'single',
              name: 'problem',
              text: text('Problem?'),
              options: [option('yes'), option('no')],
            },
            { type: 'text', name: 'wish', text: text('Wish?'), most: 100 },
          ],
        },
      ],
    } as Record<string, any>,
    'indices/short.json': {
      name: 'short',
      title: text('Index'),
      convention: { kind: 'linear' },
      satisfiedFrom: 7,
      root: {
        name: 'overall',
        title: text('Overall'),
        overallItem: 'whole',
        children: [
          { name: 'roads', title: text('Roads'), weight: 0.6, item: 'roads', lead: ['works'] },
          { name: 'order', title: text('Order'), weight: 0.4, item: 'order', lead: ['police'] },
        ],
      },
      indicators: [
        {
          method: 'awareness',
          name: 'awareness',
          title: text('Awareness'),
          items: ['campaign'],
          knows: 'knows',
          heardOf: 'heard',
          doesNotKnow: 'no',
        },
        {
          method: 'participation',
          name: 'participation',
          title: text('Participation'),
          acts: [{ variable: 'acts_went', values: [1] }],
        },
        {
          method: 'problemsAndComplaints',
          name: 'problems',
          title: text('Problems'),
          problem: { variable: 'problem', values: ['yes'] },
        },
        { method: 'netPromoter', name: 'promoters', title: text('Promoters'), item: 'recommend' },
      ],
    } as Record<string, any>,
  };
}
export type Files = ReturnType<typeof soundProgramme>;

export function margin(item: string, totals: Record<string, number>) {
  return { item, source: text('Census'), asOf: '2020-11-01', isApproximate: false, totals };
}

export function parse(files: Record<string, unknown>, folder = 'north') {
  return parseProgramme(new Map(Object.entries(files).map(([name, json]) => [`${folder}/${name}`, json])));
}

export function faultsAfter(breakIt: (files: Files) => void): readonly string[] {
  const files = soundProgramme();
  breakIt(files);
  return (parse(files).faults ?? []).map(describeFault);
}

export const item = (files: Files, place: number) =>
  files['questionnaires/short.json'].sections[0].items[place];
export const root = (files: Files) => files['indices/short.json'].root;
export const target = (files: Files) => files['targets.json'].targets[0];
