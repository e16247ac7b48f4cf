import { describeFault } from '../../fault.ts';
import { parseProgramme } from '../../programme/parse-programme.ts';
import type { Programme } from '../../programme/programme.ts';
import type { MadeUpDistrict, MadeUpLeaf } from './made-up-district.test-data.ts';

/* eslint-disable @typescript-eslint/no-explicit-any -- edits change files of any shape */

/** The files of a programme by name, as an evaluator keeps them. */
export type MadeUpFiles = Record<string, Record<string, any>>;

const FOLDER = 'made-up';
const words = (text: string) => ({ 'zh-Hans': `${text}，您满意吗？`, en: `${text}, are you satisfied?` });
const title = (text: string) => ({ 'zh-Hans': text, en: text });
const option = (code: string) => ({ code, label: title(code) });

const isTen = (leaves: MadeUpDistrict['leaves']) => leaves[0]!.highest === 10;
/** 7 of 1-10, 4 of 1-5. */
export const satisfiedFrom = ({ leaves }: Pick<MadeUpDistrict, 'leaves'>) => (isTen(leaves) ? 7 : 4);

export function programmeOf(files: MadeUpFiles): Programme {
  const named = Object.entries(files).map(([name, json]) => [`${FOLDER}/${name}`, json] as const);
  const parsed = parseProgramme(new Map(named));
  if (!parsed.value) throw new Error(parsed.faults.map(describeFault).join('\n'));
  return parsed.value;
}

/** The programme that asks about a district; targets are added by whoever looks at them. */
export function madeUpFiles(district: MadeUpDistrict): MadeUpFiles {
  const { areas, leaves, margins, minimumPlan } = district;
  const rakeTo = { none: [], age: ['age'], ageAndHome: ['age', 'home'] }[margins];
  const byHome = Object.fromEntries(areas.map(({ code, share }) => [code, Math.round(100_000 * share)]));
  const all = Object.values(byHome).reduce((sum, each) => sum + each, 0);
  return {
    'programme.json': {
      name: FOLDER,
      title: title('区'),
      from: title('办'),
      timeZone: 'Asia/Shanghai',
      settings: {
        confidenceLevel: 0.95,
        minimumCell: 10,
        isProbabilitySample: true,
        ...(rakeTo.length > 0 ? { rakeTo } : {}),
        plan: {
          sampleSize: minimumPlan,
          designEffect: 1.2,
          standardDeviation: 20,
          items: Object.fromEntries(leaves.map(({ item, used }) => [item, { eligible: used }])),
        },
      },
      forms: [{ name: 'short', questionnaire: 'short', index: 'short' }],
    },
    'areas.json': { areas: areas.map(({ code }) => option(code)) },
    'departments.json': { departments: [{ code: 'works', names: [{ name: title('工务') }] }] },
    'targets.json': { targets: [] },
    'margins.json': {
      margins: [
        margin('age', { young: Math.round(0.45 * all), old: all - Math.round(0.45 * all) }),
        margin('home', byHome),
      ],
    },
    'questionnaires/short.json': questionnaireFile(district),
    'indices/short.json': indexFile(district),
  };
}

function questionnaireFile({ leaves, indicators }: MadeUpDistrict) {
  const rating = (name: string, text: string, scale: string, more = {}) => ({
    type: 'rating',
    name,
    text: words(text),
    hint: title('请按实际情况'),
    scale,
    ...more,
  });
  const asked = (leaf: MadeUpLeaf) => [
    ...(leaf.isRouted
      ? [
          {
            type: 'single',
            name: `uses_${leaf.item}`,
            text: words(`用过${leaf.item}`),
            options: ['yes', 'no'].map(option),
          },
        ]
      : []),
    rating(leaf.item, leaf.item, leaf.highest === 10 ? 'ten' : 'five', {
      missing: { notUsed: true, dontKnow: true },
      ...(leaf.isRouted ? { when: { item: `uses_${leaf.item}`, is: 'yes' } } : {}),
    }),
  ];
  const single = (name: string, codes: readonly string[], more = {}) => ({
    type: 'single',
    name,
    text: words(`过去12个月${name}`),
    options: codes.map(option),
    ...more,
  });
  const beside = {
    awareness: [single('campaign', ['knows', 'heard', 'no']), single('hotline', ['knows', 'heard', 'no'])],
    participation: [
      {
        type: 'multiple',
        name: 'acts',
        text: words('参与'),
        options: ['voted', 'helped', 'met', 'none'].map(option),
        exclusive: ['none'],
      },
    ],
    problems: [
      single('problem', ['yes', 'no']),
      single('complained', ['yes', 'no'], { when: { item: 'problem', is: 'yes' } }),
    ],
    netPromoter: [{ type: 'recommend', name: 'recommend', text: words('推荐') }],
  };
  const scale = (highest: number) => ({
    lowest: 1,
    highest,
    lowestLabel: title('不满意'),
    highestLabel: title('满意'),
  });
  return {
    name: 'short',
    title: title('短卷'),
    from: title('评价机构'),
    minutes: 3,
    privacy: title('保密'),
    areaItem: 'home',
    flags: [{ name: 'asked', when: { item: 'asked', is: 'yes' } }],
    scales: { ten: scale(10), five: scale(5) },
    sections: [
      {
        name: 'all',
        items: [
          { type: 'single', name: 'age', text: words('年龄'), options: ['young', 'old'].map(option) },
          {
            type: 'single',
            name: 'asked',
            text: words('有人要求打高分'),
            options: ['yes', 'no'].map(option),
          },
          { type: 'single', name: 'home', text: words('住处'), options: { from: 'areas' } },
          rating('whole', '总体', isTen(leaves) ? 'ten' : 'five', { missing: { dontKnow: true } }),
          ...leaves.flatMap(asked),
          ...indicators.flatMap((method) => beside[method]),
        ],
      },
    ],
  };
}

function indexFile({ dimensions, leaves, indicators, alternatives }: MadeUpDistrict) {
  const node = (leaf: MadeUpLeaf) => ({
    name: `leaf_${leaf.item}`,
    title: title(leaf.item),
    ...(leaf.isDiagnostic ? { isDiagnostic: true } : { weight: leaf.weight }),
    item: leaf.item,
    lead: ['works'],
  });
  const beside = {
    awareness: {
      method: 'awareness',
      items: ['campaign', 'hotline'],
      knows: 'knows',
      heardOf: 'heard',
      doesNotKnow: 'no',
    },
    participation: {
      method: 'participation',
      acts: ['voted', 'helped', 'met'].map((act) => ({ variable: `acts_${act}`, values: [1] })),
    },
    problems: {
      method: 'problemsAndComplaints',
      problem: { variable: 'problem', values: ['yes'] },
      complaint: { variable: 'complained', values: ['yes'] },
    },
    netPromoter: { method: 'netPromoter', item: 'recommend' },
  };
  return {
    name: 'short',
    title: title('指数'),
    convention: { kind: 'linear' },
    ...(alternatives ? { alternatives: [{ kind: 'topBox', from: satisfiedFrom({ leaves }) }] } : {}),
    satisfiedFrom: satisfiedFrom({ leaves }),
    root: {
      name: 'overall',
      title: title('总指数'),
      overallItem: 'whole',
      children: dimensions.map(({ name, weight }) => ({
        name,
        title: title(name),
        weight,
        children: leaves.filter(({ dimension }) => dimension === name).map(node),
      })),
    },
    indicators: indicators.map((method) => ({
      ...beside[method],
      name: `i_${method}`,
      title: title(method),
    })),
  };
}

function margin(item: string, totals: Record<string, number>) {
  return { item, source: title('普查'), asOf: '2020-11-01', isApproximate: false, totals };
}
