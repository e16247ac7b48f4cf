import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postedForm } from '../../api/responses/posted-form.ts';
import { answerTo, type Answers } from '../../core/questionnaire/answer.ts';
import { anyQuestionnaire, likelyAnswers } from '../../core/questionnaire/any-questionnaire.test-data.ts';
import { checkItems } from '../../core/questionnaire/check-response.ts';
import { fieldsFromAnswers, type Field } from '../../core/questionnaire/form-fields.ts';
import type { Item } from '../../core/questionnaire/question-types/question-types.ts';
import { itemsOfQuestionnaire, type Questionnaire } from '../../core/questionnaire/questionnaire.ts';
import { firstStep, openSections, type Step } from '../../core/questionnaire/steps.ts';
import { turn } from '../../core/questionnaire/turn.ts';
import { phoneModelOf } from './phone-model.ts';
import { Filling, type Go, nobody } from './Filling.svelte.ts';
import { sampleModel } from './sample-model.ts';

const id = '3f0c1f5e-7a43-4b8e-9d3c-0d9f6f3b2a11';

/** Somebody who answers what stands on the screen before going on, and then only. */
type Person = Answers;

function answersOf(person: Person, asked: readonly Item[]): Answers {
  return Object.fromEntries(
    asked.flatMap(({ name }) => {
      const answer = answerTo(person, name);
      return answer === undefined ? [] : [[name, answer]];
    }),
  );
}

interface Walker {
  readonly press: (go: Go) => void;
  readonly place: () => unknown;
  readonly step: () => Step;
  readonly answers: () => Answers;
  isSent: boolean;
}

function onThePhone(questionnaire: Questionnaire, person: Person): Walker {
  const response = new Filling(phoneModelOf({ ...sampleModel, questionnaire }), {
    ...nobody,
    sent: () => (walker.isSent = true),
  });
  response.id = id;
  response.isTakenOver = true;
  const walker: Walker = {
    isSent: false,
    press(go) {
      let asked: readonly Item[] = [];
      // An answer makes further questions of the same screen appear, which are answered too.
      while (go === 'next' && asked.length < response.asked.length) {
        asked = response.asked;
        for (const item of asked) response.give(item, answersOf(person, [item])[item.name]);
      }
      response.go(go);
    },
    place: () => ({ step: response.step, issues: response.issues, answers: response.answers }),
    step: () => response.step,
    answers: () => response.answers,
  };
  return walker;
}

function withoutScript(questionnaire: Questionnaire, person: Person): Walker {
  let page = new Filling(phoneModelOf({ ...sampleModel, questionnaire }));
  /** What `Respond.svelte` puts into the form beside the questions. */
  const hidden = (): readonly Field[] => [
    ['id', page.id],
    ['step', page.step.kind === 'section' ? String(page.step.section) : page.step.kind],
    ...(page.step.kind !== 'review' && page.step.isCorrection ? [['correction', '1'] as const] : []),
    ...page.asked.map(({ name }) => ['shown', name] as const),
    ...page.carried,
  ];
  const post = (go: Go) => {
    const answers = go === 'next' ? answersOf(person, page.asked) : page.answers;
    const fields = [...hidden(), ...fieldsFromAnswers(page.asked, answers), ['go', go] as const];
    const posted = postedForm(questionnaire, id, fields);
    const next = turn(questionnaire, posted, posted.go);
    if (next === 'send') return (walker.isSent = true);
    page = new Filling(
      phoneModelOf({
        ...sampleModel,
        questionnaire,
        screen: next.step,
        issues: next.issues,
        answers: posted.answers,
        responseId: posted.id,
      }),
    );
    return posted.shown.size === page.asked.length;
  };
  const walker: Walker = {
    isSent: false,
    press(go) {
      const before = JSON.stringify(page.step);
      // Posted again as long as the same screen comes back with further questions.
      while (!post(go) && JSON.stringify(page.step) === before);
    },
    place: () => ({ step: page.step, issues: page.issues, answers: page.answers }),
    step: () => page.step,
    answers: () => page.answers,
  };
  return walker;
}

function buttonsAt(questionnaire: Questionnaire, { step, answers }: Walker): readonly Go[] {
  const { kind } = step();
  if (kind === 'section') return ['next', 'next', 'next', 'back'];
  if (kind === 'end') return ['send', 'back'];
  return ['send', 'back', ...openSections(questionnaire, answers()).map((each) => `to:${each}` as const)];
}

describe('the phone and the form without script', () => {
  it('walk the same way through any questionnaire, with the same complaints', () => {
    let sent = 0;
    fc.assert(
      fc.property(
        anyQuestionnaire,
        likelyAnswers,
        fc.array(fc.nat(99), { minLength: 5, maxLength: 25 }),
        (questionnaire, likely, choices) => {
          const items = itemsOfQuestionnaire(questionnaire);
          const isSound = (item: Item) => checkItems([item], likely).length === 0;
          const person = answersOf(likely, items.filter(isSound));
          const walkers = [onThePhone(questionnaire, person), withoutScript(questionnaire, person)] as const;
          const [phone, form] = walkers;
          expect(phone.step()).toEqual(firstStep);
          for (const choice of choices) {
            const buttons = buttonsAt(questionnaire, phone);
            for (const walker of walkers) walker.press(buttons[choice % buttons.length]!);
            expect([form.place(), form.isSent]).toEqual([phone.place(), phone.isSent]);
            if (phone.isSent) break;
          }
          sent += phone.isSent ? 1 : 0;
        },
      ),
      { numRuns: 200 },
    );
    expect(sent).toBeGreaterThan(20);
  });
});
