import type { DefinitionPart } from '../definition.ts';
import { isRate, isScore, restingOn, type WhichFigures } from './figures-resting-on.test-data.ts';
import type { MadeUpFiles } from './made-up-files.test-data.ts';

/* eslint-disable @typescript-eslint/no-explicit-any -- edits change files of any shape */

/** A change of a programme's files after which the same answers can still be scored. */
export interface Edit {
  readonly name: string;
  /** The part of the definition that it changes; none where it defines nothing. */
  readonly part?: DefinitionPart;
  /** Changes the files; returns the figures that are defined otherwise now, or nothing where it does not apply. */
  readonly apply: (files: MadeUpFiles) => WhichFigures | undefined;
}

const everything: WhichFigures = () => true;
const nothing: WhichFigures = () => false;

const questionnaire = (files: MadeUpFiles) => files['questionnaires/short.json']!;
const index = (files: MadeUpFiles) => files['indices/short.json']!;
export const itemsIn = (files: MadeUpFiles): any[] => questionnaire(files)['sections'][0].items;
const itemNamed = (files: MadeUpFiles, name: string) => itemsIn(files).find((item) => item.name === name);
const ratedLeaves = (files: MadeUpFiles) =>
  itemsIn(files).filter(({ type, name }) => type === 'rating' && name !== 'whole');
const dimensions = (files: MadeUpFiles): any[] => index(files)['root'].children;
const counted = (dimension: any): any[] =>
  dimension.children.filter((leaf: any) => leaf.isDiagnostic !== true);
const indicator = (files: MadeUpFiles, method: string) =>
  index(files)['indicators'].find((each: any) => each.method === method);
const ofIndicator =
  (method: string): WhichFigures =>
  ({ subject }) =>
    subject === `i_${method === 'problemsAndComplaints' ? 'problems' : method}`;

/** An edit of the first item of a kind, which moves every figure that rests on it. */
function ofItem(
  name: string,
  part: DefinitionPart,
  find: (files: MadeUpFiles) => any,
  change: (item: any, files: MadeUpFiles) => void,
): Edit {
  return {
    name,
    part,
    apply(files) {
      const item = find(files);
      if (!item) return undefined;
      const which = restingOn(files, item.name);
      change(item, files);
      return which;
    },
  };
}

const reworded = (item: any) => {
  item.text = { 'zh-Hans': '您觉得怎么样？', en: 'What do you think?' };
};
const itemsToReword = ['whole', 'campaign', 'acts', 'problem', 'complained', 'recommend'];

/** Each changes what some figures are. */
export const definingEdits: readonly Edit[] = [
  {
    name: 'satisfied from one point less',
    part: 'threshold',
    apply(files) {
      index(files)['satisfiedFrom'] -= 1;
      return isRate;
    },
  },
  {
    name: 'another convention',
    part: 'convention',
    apply(files) {
      index(files)['convention'] = { kind: 'topBox', from: 5 };
      return isScore;
    },
  },
  {
    name: 'weights of two leaves exchanged',
    part: 'leaves',
    apply(files) {
      const dimension = dimensions(files).find((each) => {
        const [first, second] = counted(each);
        return second && first.weight !== second.weight;
      });
      if (!dimension) return undefined;
      const [first, second] = counted(dimension);
      [first.weight, second.weight] = [second.weight, first.weight];
      return ({ statistic, subject }) =>
        statistic === 'index' && (subject === dimension.name || subject === 'overall');
    },
  },
  {
    name: 'a leaf left out',
    part: 'leaves',
    apply(files) {
      const dimension = dimensions(files).find((each) => counted(each).length > 1);
      if (!dimension) return undefined;
      const [dropped, ...kept] = counted(dimension);
      const file = files['targets.json']!;
      file['targets'] = file['targets'].filter(({ measure }: any) => measure.of !== dropped.item);
      dimension.children = kept;
      const sum = kept.reduce((all: number, { weight }: any) => all + (weight === 'equal' ? 1 : weight), 0);
      for (const leaf of kept) if (leaf.weight !== 'equal') leaf.weight /= sum;
      return ({ statistic, subject }) =>
        statistic === 'index' && (subject === dimension.name || subject === 'overall');
    },
  },
  ofItem('a leaf worded otherwise', 'wording', (files) => ratedLeaves(files)[0], reworded),
  ...itemsToReword.map((item) =>
    ofItem(`${item} worded otherwise`, 'wording', (files) => itemNamed(files, item), reworded),
  ),
  ofItem(
    'of 3 months, not 12',
    'wording',
    (files) => itemNamed(files, 'problem'),
    (item) => (item.text['zh-Hans'] = item.text['zh-Hans'].replace('12', '3')),
  ),
  ofItem(
    'an option of awareness worded otherwise',
    'wording',
    (files) => itemNamed(files, 'hotline'),
    (item) => (item.options[1].label = { 'zh-Hans': '隐约知道', en: 'vaguely' }),
  ),
  ofItem(
    'in English only',
    'wording',
    (files) => ratedLeaves(files).at(-1),
    (item) => (item.text.en = 'Are you content?'),
  ),
  ofItem(
    'a scale that begins at 0',
    'scale',
    (files) => itemNamed(files, 'whole'),
    (item, files) => {
      const { scales } = questionnaire(files);
      scales.fromNought = { ...scales[item.scale], lowest: 0 };
      item.scale = 'fromNought';
    },
  ),
  ofItem(
    'other words at the end of the scale',
    'scale',
    (files) => ratedLeaves(files)[0],
    (item, files) => {
      const { scales } = questionnaire(files);
      scales.other = { ...scales[item.scale], highestLabel: { 'zh-Hans': '还行', en: 'not bad' } };
      item.scale = 'other';
    },
  ),
  ofItem(
    'refusals offered',
    'missingCodes',
    (files) => ratedLeaves(files)[0],
    (item) => (item.missing.refused = true),
  ),
  ofItem(
    'asked of others',
    'routing',
    (files) => ratedLeaves(files).find(({ when }) => when === undefined),
    (item) => (item.when = { item: 'home', answered: true }),
  ),
  {
    name: 'an item of awareness dropped',
    part: 'indicator',
    apply(files) {
      const awareness = indicator(files, 'awareness');
      if (!awareness) return undefined;
      awareness.items.pop();
      return ofIndicator('awareness');
    },
  },
  {
    name: 'heard of counts as known',
    part: 'indicator',
    apply(files) {
      const awareness = indicator(files, 'awareness');
      if (!awareness) return undefined;
      [awareness.knows, awareness.heardOf] = [awareness.heardOf, awareness.knows];
      return ofIndicator('awareness');
    },
  },
  {
    name: 'an act dropped',
    part: 'indicator',
    apply(files) {
      const participation = indicator(files, 'participation');
      if (!participation) return undefined;
      participation.acts.pop();
      return ofIndicator('participation');
    },
  },
  {
    name: 'what counts as a problem',
    part: 'indicator',
    apply(files) {
      const problems = indicator(files, 'problemsAndComplaints');
      if (!problems) return undefined;
      problems.problem.values = ['no'];
      delete problems.complaint;
      return ofIndicator('problemsAndComplaints');
    },
  },
  {
    name: 'weights raked to other items',
    part: 'margins',
    apply(files) {
      const { settings } = files['programme.json']!;
      if (settings.rakeTo) delete settings.rakeTo;
      else settings.rakeTo = ['age'];
      return everything;
    },
  },
  {
    name: 'a bound of weights that none is above',
    part: 'margins',
    apply(files) {
      const { settings } = files['programme.json']!;
      if (!settings.rakeTo) return undefined;
      settings.trimTo = 50;
      return everything;
    },
  },
  {
    name: 'totals of another source',
    part: 'margins',
    apply(files) {
      if (!files['programme.json']!['settings'].rakeTo) return undefined;
      for (const margin of files['margins.json']!['margins'])
        margin.source = { 'zh-Hans': '户籍', en: 'Register' };
      return everything;
    },
  },
  {
    name: 'another outline of an area',
    part: 'outline',
    apply(files) {
      const [area] = files['areas.json']!['areas'];
      area.outline = '2026';
      return (figure) => figure.area === area.code;
    },
  },
  {
    name: 'the young turned away',
    part: 'eligibility',
    apply(files) {
      itemNamed(files, 'age').terminate = [
        { when: { item: 'age', is: 'nobody' }, disposition: 'ineligible', reason: 'age' },
      ];
      itemNamed(files, 'age').options.push({ code: 'nobody', label: { 'zh-Hans': '无', en: 'none' } });
      return everything;
    },
  },
];

const retitled = { 'zh-Hans': '改了名字', en: 'Renamed' };
const harmless = (name: string, change: (files: MadeUpFiles) => void): Edit => ({
  name,
  apply(files) {
    change(files);
    return nothing;
  },
});
const eachNode = (files: MadeUpFiles, change: (node: any) => void) => {
  const visit = (node: any) => {
    change(node);
    (node.children ?? []).forEach(visit);
  };
  visit(index(files)['root']);
};

/** None of them changes what any figure is. */
export const harmlessEdits: readonly Edit[] = [
  harmless('titles', (files) => {
    files['programme.json']!['title'] = retitled;
    index(files)['title'] = retitled;
    questionnaire(files)['title'] = retitled;
    questionnaire(files)['privacy'] = retitled;
    eachNode(files, (node) => (node.title = retitled));
    for (const each of index(files)['indicators']) each.title = retitled;
  }),
  harmless('names of areas', (files) => {
    for (const [at, area] of files['areas.json']!['areas'].entries()) {
      area.label = { 'zh-Hans': `第${at + 1}街道`, en: `Street ${at + 1}` };
    }
  }),
  harmless('hints', (files) => {
    for (const item of itemsIn(files)) item.hint = retitled;
  }),
  harmless('punctuation, spaces and full-width forms', (files) => {
    for (const item of itemsIn(files)) {
      item.text['zh-Hans'] =
        ` ${item.text['zh-Hans'].replace('12', '１２').replace('，', ', ').replace('？', '?!')}`;
      item.text.en = item.text.en.replace(',', ' -').replace('?', '.');
    }
  }),
  harmless('another item', (files) => {
    itemsIn(files).splice(3, 0, { type: 'text', name: 'wish', text: retitled, most: 100 });
  }),
  harmless('order of items', (files) => {
    // What decides whether another is asked stays before it.
    const [first, second, ...others] = itemsIn(files);
    const free = others.filter(({ name, when }) => !when && !name.startsWith('uses_') && name !== 'problem');
    const bound = others.filter((item) => !free.includes(item));
    questionnaire(files)['sections'][0].items = [second, first, ...free.reverse(), ...bound];
  }),
  harmless('newer totals', (files) => {
    for (const margin of files['margins.json']!['margins']) {
      margin.asOf = '2025-11-01';
      const [first, second] = Object.keys(margin.totals);
      const moved = Math.round(0.2 * margin.totals[first!]);
      margin.totals[first!] -= moved;
      margin.totals[second!] += moved;
    }
  }),
  harmless('departments', (files) => {
    files['departments.json'] = { departments: [{ code: 'parks', names: [{ name: retitled }] }] };
    eachNode(files, (node) => {
      if (node.lead) node.lead = ['parks'];
    });
    for (const target of files['targets.json']!['targets']) target.departments = ['parks'];
  }),
  harmless('texts of targets', (files) => {
    for (const target of files['targets.json']!['targets']) target.text = retitled;
  }),
  harmless('order of files and of what stands in them', (files) => {
    for (const name of Object.keys(files).reverse()) {
      const content = files[name]!;
      Reflect.deleteProperty(files, name);
      files[name] = Object.fromEntries(Object.entries(content).reverse());
    }
    files['areas.json']!['areas'].reverse();
    files['margins.json']!['margins'].reverse();
  }),
  harmless('order of dimensions', (files) => {
    dimensions(files).reverse();
  }),
  harmless('plan', (files) => {
    files['programme.json']!['settings'].plan.sampleSize += 500;
  }),
];
