import type { Item } from '../../questionnaire/question-types/question-types.ts';
import { questionnaireOf } from '../../questionnaire/questionnaire-of.test-data.ts';
import type { Form, Programme } from '../../programme/programme.ts';
import type { Release } from './format-1.ts';

const words = (text: string) => ({ 'zh-Hans': text, en: text });

const scale = { lowest: 1, highest: 10, lowestLabel: words('bad'), highestLabel: words('good') };
const rating = (name: string): Item => ({ type: 'rating', name, text: words(name), scale }) as Item;
const options = ['yes', 'no'].map((code) => ({ code, label: words(code) }));
const choice = (name: string): Item =>
  ({ type: 'single', name, text: words(name), options }) as unknown as Item;

/** What the wave of `aFormat1Release` asked. */
export const format1Form: Form = {
  name: 'short',
  questionnaire: questionnaireOf([
    {
      name: 'only',
      isShuffled: false,
      items: [rating('A3'), rating('food'), rating('parks'), choice('problem'), choice('complained')],
    },
  ]),
  index: {
    name: 'short',
    title: words('short index'),
    convention: { kind: 'linear' },
    alternatives: [{ kind: 'topBox', from: 9 }],
    satisfiedFrom: 7,
    root: {
      name: 'overall',
      title: words('overall'),
      overallItem: 'A3',
      children: [
        { name: 'food', title: words('food'), weight: 0.5, item: 'food' },
        { name: 'parks', title: words('parks'), weight: 0.5, item: 'parks' },
      ],
    },
  },
  indicators: [
    {
      method: 'problemsAndComplaints',
      name: 'problems',
      title: words('problems'),
      problem: { variable: 'problem', values: ['yes'] },
      complaint: { variable: 'complained', values: ['yes'] },
    },
  ],
};

/** What the wave of `aFormat1Release` pinned. */
export const format1Programme: Programme = {
  name: 'demo',
  title: words('demo'),
  from: words('office'),
  timeZone: 'Asia/Shanghai',
  isSimulated: true,
  settings: {
    confidenceLevel: 0.95,
    minimumCell: 10,
    isProbabilitySample: true,
    plan: { sampleSize: 400, designEffect: 1.5, standardDeviation: 20 },
  },
  areas: [
    { code: 'north', label: words('north') },
    { code: 'south', label: words('south') },
  ],
  departments: [],
  targets: [],
  margins: [],
  forms: [format1Form],
};

/** A small release as it was written before format 2: two areas, two leaves, made-up numbers. */
export function aFormat1Release(changes: Partial<Release> = {}): Release {
  return {
    format: 'manyi-release-1',
    programme: { name: 'demo', title: words('demo'), isSimulated: true },
    wave: { id: 'demo-2024', title: words('2024'), period: '2024', kind: 'survey' },
    number: 1,
    provenance: { document: 'd'.repeat(64), responses: 'r'.repeat(64), software: '0.9' },
    method: {
      index: { name: 'short', title: words('short index') },
      tree: 't'.repeat(64),
      questions: 'q'.repeat(64),
      convention: { kind: 'linear', text: words('(x - 1) / 9 x 100') },
      alternatives: [{ kind: 'topBox', text: words('top box'), value: 71.2345678901 }],
      satisfiedFrom: 7,
      confidenceLevel: 0.95,
      minimumCell: 10,
      isProbabilitySample: true,
    },
    sample: {
      responses: 400,
      byChannel: { invitation: 400, open: 5 },
      byMode: { web: 395, phone: 5 },
      flagged: 0,
      strata: 2,
      primaryUnits: 40,
    },
    areas: [
      { code: 'north', name: words('north') },
      { code: 'south', name: words('south') },
    ],
    nodes: [
      { ...aNode('overall'), overallItem: 'A3' },
      { ...aNode('food'), parent: 'overall', weight: 0.5, item: 'food', overallItem: 'food' },
      { ...aNode('parks'), parent: 'overall', weight: 0.5, item: 'parks', overallItem: 'parks' },
    ],
    indicators: [{ name: 'problems', title: words('problems'), method: 'problemsAndComplaints' }],
    figures: [
      points('index', 'food', full(78.1234567891, 0.734567890123)),
      points('index', 'food', { value: 96.25, standing: 'insufficient', n: 15 }, 'north'),
      points('index', 'food', full(77.9, 0.81), 'south'),
      points('index', 'overall', full(77.4567891234, 0.512345678901)),
      points('index', 'overall', full(79.0123456789, 1.2345678901), 'north'),
      points('index', 'overall', { suppressed: 'noIndex' }, 'south'),
      points('index', 'parks', full(76.8, 0.92)),
      points('index', 'parks', { suppressed: 'few' }, 'north'),
      points('index', 'parks', { suppressed: 'complement' }, 'south'),
      points('itemScore', 'food', full(78.1234567891, 0.734567890123)),
      share('satisfactionRate', 'A3', {
        value: 0.7996,
        standing: 'full',
        standardError: 0.0123456789012,
        interval: [0.7754, 0.8229],
        degreesOfFreedom: 38.2,
        n: 395,
        effectiveN: 310,
        designEffect: 1.3,
      }),
      share('satisfactionRate', 'food', { value: 0.9333333333333, standing: 'insufficient', n: 15 }, 'north'),
      share('satisfactionRate', 'parks', { suppressed: 'noError' }, 'south'),
      share('silenceRate', 'problems', full(0.412345678901, 0.0312345678901)),
    ],
    rankings: [
      {
        subject: 'overall',
        areas: [
          {
            area: 'north',
            ranks: [1, 1],
            group: 'above',
            difference: 2.912345678901,
            interval: [0.12345678901, 5.701234567891],
            adjustedPValue: 0.0412345678901,
          },
          { area: 'south', ranks: [2, 2], group: 'below' },
        ],
      },
      { subject: 'food', areas: [{ area: 'south', ranks: [1, 1], group: 'noDifference' }] },
    ],
    comparison: {
      wave: 'demo-2023',
      waveTitle: words('2023'),
      period: '2023',
      release: 'b'.repeat(64),
      breaks: [],
      changes: [
        change('index/food', 1.5, 0.9),
        change('index/overall', 2.123456789012, 0.712345678901),
        change('satisfactionRate/A3', 0.03123456789, 0.017890123456),
        change('silenceRate/problems', -0.0000001, 0.0412),
        { ...change('index/overall@north', 3.1, 1.6), word: 'noDetectableChange', isRawOnly: true },
      ],
    },
    targets: [
      target('T1', 'satisfactionRate/A3', { kind: 'atLeast', threshold: 80 }, [77.54, 82.29]),
      target('T2', 'index/overall', { kind: 'rising' }, [0.7, 3.5]),
      { ...target('T3', 'index/parks@north', { kind: 'atLeast', threshold: 60 }), reason: 'tooFew' },
    ],
    departments: [],
    ...changes,
  };
}

function aNode(name: string): Release['nodes'][number] {
  return { name, title: words(name), weight: 1, isDiagnostic: false, lead: [], support: [], leftOut: [] };
}

type Figure = Release['figures'][number];

function points(statistic: string, subject: string, cell: Figure['cell'], area?: string): Figure {
  const key = area === undefined ? `${statistic}/${subject}` : `${statistic}/${subject}@${area}`;
  return { key, statistic, subject, unit: 'points', cell, ...(area === undefined ? {} : { area }) };
}

function share(statistic: string, subject: string, cell: Figure['cell'], area?: string): Figure {
  return { ...points(statistic, subject, cell, area), unit: 'share' };
}

function full(value: number, standardError: number): Figure['cell'] {
  return {
    value,
    standing: 'full',
    standardError,
    interval: [value - 2 * standardError, value + 2 * standardError],
    degreesOfFreedom: 38.2,
    n: 200,
    effectiveN: 150,
    designEffect: 1.3,
  };
}

function change(key: string, difference: number, standardError: number) {
  return {
    key,
    difference,
    standardError,
    interval: [difference - 2 * standardError, difference + 2 * standardError] as const,
    degreesOfFreedom: 74.6,
    pValue: 0.00312345678901,
    adjustedPValue: 0.0124691234567,
    word: 'rose' as const,
    isRawOnly: false,
    detectable: 2.8 * standardError,
  };
}

function target(
  name: string,
  figure: string,
  operator: Release['targets'][number]['operator'],
  interval?: readonly [number, number],
): Release['targets'][number] {
  const rest = { text: words(name), departments: ['d1'], verdict: 'undecided', reason: 'interval' } as const;
  return { name, figure, operator, ...rest, ...(interval ? { interval } : {}) };
}
