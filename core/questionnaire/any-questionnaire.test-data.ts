import fc from 'fast-check';
import type { Answer, Answers } from './answer.ts';
import type { Condition } from './condition.ts';
import type { Item } from './question-types/question-types.ts';
import type { Questionnaire, Section } from './questionnaire.ts';

const words = { 'zh-Hans': '问', en: 'ask' };
const options = ['a', 'b', 'c'].map((code) => ({ code, label: words }));
const scale = { lowest: 1, highest: 10, lowestLabel: words, highestLabel: words };

/** An item of any type that may look at the items before it, and may end the response. */
function itemNumbered(place: number): fc.Arbitrary<Item> {
  const name = `q${place}`;
  const kinds: readonly fc.Arbitrary<Item>[] = [
    fc.constant<Item>({ type: 'single', name, text: words, options }),
    fc.constant<Item>({ type: 'multiple', name, text: words, options, exclusive: ['c'] }),
    fc.constant<Item>({ type: 'rating', name, text: words, scale }),
    fc.constant<Item>({ type: 'recommend', name, text: words }),
    fc.constant<Item>({ type: 'number', name, text: words, lowest: 0, highest: 200 }),
    fc.constant<Item>({ type: 'date', name, text: words, earliest: '2020-01-01', latest: '2029-12-31' }),
    fc.constant<Item>({ type: 'text', name, text: words, most: 20 }),
  ];
  const extras = fc.record(
    {
      required: fc.boolean(),
      missing: fc.constant({ dontKnow: true, notUsed: true } as const),
      when: conditionOn(place),
      terminate: conditionOn(place + 1).map((when) => [
        { when, disposition: 'ineligible' as const, reason: 'chance' },
      ]),
    },
    { requiredKeys: [] },
  );
  return fc.tuple(fc.oneof(...kinds), extras).map(([item, more]) => ({ ...item, ...more }));
}

function conditionOn(itemsBefore: number): fc.Arbitrary<Condition> {
  const item = fc.nat(Math.max(0, itemsBefore - 1)).map((place) => `q${place}`);
  return fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.record({ item, is: fc.constantFrom('a', 'b', 5) }),
      fc.record({ item, in: fc.constant(['a', 'c', 7]) }),
      fc.record({ item, includes: fc.constantFrom('a', 'b') }),
      fc.record({ item, atMost: fc.integer({ min: 0, max: 10 }) }),
      fc.record({ item, atLeast: fc.integer({ min: 0, max: 10 }) }),
      fc.record({ item, before: fc.constantFrom('2020-01-02', '2024-02-29') }),
      fc.record({ item, after: fc.constantFrom('2024-02-29', '2029-12-30') }),
      fc.record({ item, answered: fc.boolean() }),
      fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('condition') }),
    ),
  })).condition;
}

/** Sections of items of all types, with conditions that look back. */
export const anyQuestionnaire: fc.Arbitrary<Questionnaire> = fc
  .array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 })
  .chain((sizes) => {
    const starts = sizes.map((_, section) => sizes.slice(0, section).reduce((sum, size) => sum + size, 0));
    const sections = sizes.map((size, section) => sectionOf(section, starts[section]!, size));
    return fc.tuple(...sections);
  })
  .map((sections) => ({
    name: 'chance',
    title: words,
    from: words,
    minutes: 1,
    privacy: words,
    flags: [{ name: 'late', when: { item: 'q0', answered: true } }],
    sections,
  }));

function sectionOf(section: number, start: number, size: number): fc.Arbitrary<Section> {
  const items = Array.from({ length: size }, (_, offset) => itemNumbered(start + offset));
  return fc
    .tuple(fc.tuple(...items), fc.option(conditionOn(start), { nil: undefined }), fc.boolean())
    .map(([asked, when, isShuffled]) => ({
      name: `s${section}`,
      isShuffled,
      items: asked,
      ...(when && start > 0 && { when }),
    }));
}

export const likelyAnswer: fc.Arbitrary<Answer> = fc.oneof(
  fc.constantFrom('a', 'b', 'c', 'some words', '2020-01-01', '2024-02-29', '2024-03-01'),
  fc.subarray(['a', 'b', 'c'], { minLength: 1 }),
  fc.integer({ min: 0, max: 12 }),
  fc.constantFrom({ missing: 'dontKnow' as const }, { missing: 'refused' as const }),
);
/** Of the right kinds, though often to another item. */
export const likelyAnswers: fc.Arbitrary<Answers> = fc.dictionary(
  fc.nat(25).map((place) => `q${place}`),
  likelyAnswer,
  { maxKeys: 26 },
);
/** Whatever a stranger may send as JSON, under names of items and names every object inherits. */
export const hostileAnswers = fc
  .array(
    fc.tuple(
      fc.oneof(fc.constantFrom('q0', 'q1', 'q2', '__proto__', 'constructor', 'toString'), fc.string()),
      fc.oneof(fc.jsonValue(), fc.constantFrom({ missing: '__proto__' }, { missing: null }, [null], [[]])),
    ),
  )
  .map(
    (entries) =>
      JSON.parse(
        `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`).join()}}`,
      ) as Answers,
  );
