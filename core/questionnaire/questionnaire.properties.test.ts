import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../canonical-json.ts';
import { answerTo, type Answer, type Answers } from './answer.ts';
import { checkItems, checkResponse } from './check-response.ts';
import { cellsOf, codesOf, variablesOf } from './coding.ts';
import type { Condition } from './condition.ts';
import { answersFromFields, fieldsFromAnswers } from './form-fields.ts';
import { issueCodes } from './issue.ts';
import type { Item } from './question-types/question-types.ts';
import { itemsOfQuestionnaire, type Questionnaire, type Section } from './questionnaire.ts';
import { dispositionOf, flagsOf, followRoute } from './routing.ts';
import {
  firstStep,
  itemsToAsk,
  openSections,
  progressOf,
  stepAfter,
  stepBefore,
  type Step,
} from './steps.ts';

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
      fc.record({ item, answered: fc.boolean() }),
      fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('condition') }),
    ),
  })).condition;
}

const anyQuestionnaire: fc.Arbitrary<Questionnaire> = fc
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

const likelyAnswer: fc.Arbitrary<Answer> = fc.oneof(
  fc.constantFrom('a', 'b', 'c', 'some words'),
  fc.subarray(['a', 'b', 'c'], { minLength: 1 }),
  fc.integer({ min: 0, max: 12 }),
  fc.constantFrom({ missing: 'dontKnow' as const }, { missing: 'refused' as const }),
);
const likelyAnswers: fc.Arbitrary<Answers> = fc.dictionary(
  fc.nat(25).map((place) => `q${place}`),
  likelyAnswer,
  { maxKeys: 26 },
);
/** Whatever a stranger may send as JSON, under names of items and names every object inherits. */
const hostileAnswers = fc
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

const runs = { numRuns: 1000 };

describe('followRoute, on any questionnaire and any answers', () => {
  it('is the same again on the answers it keeps', () => {
    fc.assert(
      fc.property(anyQuestionnaire, likelyAnswers, (questionnaire, answers) => {
        const route = followRoute(questionnaire, answers);
        expect(followRoute(questionnaire, route.answers)).toEqual({ ...route, dropped: [] });
      }),
      runs,
    );
  });

  it('keeps or drops each answer to a known item, and never both', () => {
    fc.assert(
      fc.property(anyQuestionnaire, likelyAnswers, (questionnaire, answers) => {
        const route = followRoute(questionnaire, answers);
        const known = itemsOfQuestionnaire(questionnaire).flatMap(({ name }) =>
          answerTo(answers, name) === undefined ? [] : [name],
        );
        expect([...Object.keys(route.answers), ...route.dropped].sort()).toEqual([...known].sort());
      }),
      runs,
    );
  });

  it('asks nothing behind the item that ends it, and says so in the disposition', () => {
    fc.assert(
      fc.property(anyQuestionnaire, likelyAnswers, (questionnaire, answers) => {
        const route = followRoute(questionnaire, answers);
        if (route.end) expect(route.items.at(-1)?.name).toBe(route.end.item);
        expect(dispositionOf(route)).toBe(route.end ? 'ineligible' : 'complete');
      }),
      runs,
    );
  });

  it('does not depend on answers it drops', () => {
    fc.assert(
      fc.property(anyQuestionnaire, likelyAnswers, likelyAnswer, (questionnaire, answers, other) => {
        const route = followRoute(questionnaire, answers);
        const changed = { ...answers, ...Object.fromEntries(route.dropped.map((name) => [name, other])) };
        expect(followRoute(questionnaire, changed).answers).toEqual(route.answers);
      }),
      runs,
    );
  });
});

describe('steps, on any questionnaire and any answers', () => {
  it('lead from the first section to the review or the end, and back the same way', () => {
    fc.assert(
      fc.property(anyQuestionnaire, likelyAnswers, (questionnaire, answers) => {
        const seen: Step[] = [firstStep];
        while (seen.at(-1)!.kind === 'section') {
          seen.push(stepAfter(questionnaire, answers, seen.at(-1)!));
          expect(seen.length).toBeLessThanOrEqual(questionnaire.sections.length + 2);
        }
        const isEnded = followRoute(questionnaire, answers).end !== undefined;
        expect(seen.at(-1)).toEqual({ kind: isEnded ? 'end' : 'review' });
        for (let place = seen.length - 1; place > 1; place--) {
          expect(stepBefore(questionnaire, answers, seen[place]!)).toEqual(seen[place - 1]);
        }
        const progress = seen.map((step) => progressOf(questionnaire, answers, step).step);
        expect(progress).toEqual([...progress].sort((a, b) => a - b));
      }),
      { numRuns: 300 },
    );
  });

  it('ask every item that applies once, whatever the order of chance', () => {
    fc.assert(
      fc.property(anyQuestionnaire, likelyAnswers, fc.uuid(), (questionnaire, answers, id) => {
        const asked = openSections(questionnaire, answers).flatMap((section) =>
          itemsToAsk(questionnaire, section, answers, id).map(({ name }) => name),
        );
        const applicable = followRoute(questionnaire, answers).items.map(({ name }) => name);
        expect([...asked].sort()).toEqual([...applicable].sort());
      }),
      { numRuns: 300 },
    );
  });
});

describe('checkResponse, on hostile JSON', () => {
  it('never throws, and complains in known codes only', () => {
    fc.assert(
      fc.property(anyQuestionnaire, hostileAnswers, (questionnaire, answers) => {
        for (const issue of checkResponse(questionnaire, answers)) {
          expect(issueCodes).toContain(issue.code);
          expect(issue.item.length).toBeLessThanOrEqual(64);
        }
        flagsOf(questionnaire, answers);
      }),
      runs,
    );
  });

  it('lets through only answers that can be coded and stored', () => {
    fc.assert(
      fc.property(anyQuestionnaire, hostileAnswers, (questionnaire, answers) => {
        const route = followRoute(questionnaire, answers);
        if (checkItems(route.items, route.answers).length > 0) return;
        for (const item of route.items) {
          const codes = codesOf(item, answerTo(route.answers, item.name));
          expect(codes.every(Number.isFinite)).toBe(true);
        }
        expect(JSON.parse(canonicalJson(route.answers))).toEqual(route.answers);
      }),
      runs,
    );
  });
});

describe('answers that pass the check', () => {
  /** Only answers without complaint, as a phone has them in hand. */
  function accepted(questionnaire: Questionnaire, answers: Answers) {
    const items = itemsOfQuestionnaire(questionnaire);
    const sound = items.filter(
      (item) => answerTo(answers, item.name) !== undefined && checkItems([item], answers).length === 0,
    );
    return { items, kept: Object.fromEntries(sound.map(({ name }) => [name, answers[name]!])) as Answers };
  }

  it('are the same again after a form has carried them', () => {
    fc.assert(
      fc.property(anyQuestionnaire, likelyAnswers, (questionnaire, answers) => {
        const { items, kept } = accepted(questionnaire, answers);
        expect(answersFromFields(items, fieldsFromAnswers(items, kept))).toEqual(kept);
      }),
      runs,
    );
  });

  it('fill one cell of an export for each variable', () => {
    fc.assert(
      fc.property(anyQuestionnaire, likelyAnswers, (questionnaire, answers) => {
        const { items, kept } = accepted(questionnaire, answers);
        const cells = items.flatMap((item) => cellsOf(item, answerTo(kept, item.name)));
        expect(cells).toHaveLength(variablesOf(questionnaire).length);
      }),
      runs,
    );
  });
});
