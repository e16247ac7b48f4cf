import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../canonical-json.ts';
import { answerTo, type Answers } from './answer.ts';
import {
  anyQuestionnaire,
  hostileAnswers,
  likelyAnswer,
  likelyAnswers,
} from './any-questionnaire.test-data.ts';
import { checkItems, checkResponse } from './check-response.ts';
import { cellsOf, codesOf, variablesOf } from './coding.ts';
import { answersFromFields, fieldsFromAnswers } from './form-fields.ts';
import { issueCodes } from './issue.ts';
import { itemsOfQuestionnaire, type Questionnaire } from './questionnaire.ts';
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
