import type { DeclaredIndex, DeclaredNode } from '../core/programme/index-definition.ts';
import type { Form, Programme } from '../core/programme/programme.ts';
import type { Answers } from '../core/questionnaire/answer.ts';
import type { Item } from '../core/questionnaire/question-types/question-types.ts';
import type { Questionnaire } from '../core/questionnaire/questionnaire.ts';
import type { LoadedProgramme } from './deps.ts';
import type { TestManyi } from './testing.ts';

const text = (chinese: string, english: string) => ({ 'zh-Hans': chinese, en: english });

/** What the form "streets" asks behind the beginning it has in common with the short one. */
const streets = ['ST_lamps', 'ST_paths', 'ST_trees'];

const rating = (name: string): Item => ({
  name,
  type: 'rating',
  text: text(`对街道的${name}满意吗？`, `How satisfied are you with ${name}?`),
  required: true,
  scale: {
    lowest: 1,
    highest: 10,
    lowestLabel: text('非常不满意', 'Very dissatisfied'),
    highestLabel: text('非常满意', 'Very satisfied'),
  },
});

/** The short form, and one about streets that begins like it and has an index of its own. */
export function withStreets(programme: Programme): Programme {
  const short = programme.forms.find(({ name }) => name === 'short')!;
  const [start, aboutYou] = short.questionnaire.sections;
  const questionnaire: Questionnaire = {
    ...short.questionnaire,
    name: 'streets',
    title: text('街道', 'Streets'),
    minutes: short.questionnaire.minutes + 3,
    flags: [],
    sections: [start!, aboutYou!, { name: 'streets', isShuffled: true, items: streets.map(rating) }],
  };
  const leaf = (name: string): DeclaredNode => ({
    name,
    title: text(name, name),
    weight: 'equal',
    item: name,
  });
  const root = { name: 'streets', title: text('街道', 'Streets'), children: streets.map(leaf) };
  const index: DeclaredIndex = {
    ...short.index,
    name: 'streets',
    title: text('街道指数', 'Streets index'),
    root,
  };
  const form: Form = { name: 'streets', questionnaire, index, indicators: [] };
  return { ...programme, forms: [short, form] };
}

/** Before a wave of both forms is created. */
export function addStreets({ deps }: Pick<TestManyi, 'deps'>): Programme {
  const loaded = deps.programmes.get('quality-district')!;
  const programme = withStreets(loaded.programme);
  // Read only for the application; a test puts its own in.
  (deps.programmes as Map<string, LoadedProgramme>).set('quality-district', { ...loaded, programme });
  return programme;
}

export const bothForms = [
  { form: 'short', share: 0.4 },
  { form: 'streets', share: 0.6 },
] as const;

export function streetsAnswers(rating = 8): Answers {
  return {
    C1_consent: 'yes',
    S1_age: '30-39',
    S2_residence: 'resident',
    S6_conflict: 'no',
    S3_street: 'songyue',
    S5_sex: 'female',
    ...Object.fromEntries(streets.map((name) => [name, rating])),
  };
}
