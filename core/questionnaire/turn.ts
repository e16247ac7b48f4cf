import type { Answers } from './answer.ts';
import { checkItems } from './check-response.ts';
import type { Issue } from './issue.ts';
import type { Questionnaire } from './questionnaire.ts';
import { firstStep, itemsToAsk, sectionWithIssue, stepAfter, stepBefore, type Step } from './steps.ts';

/** Where a respondent stands when a button of the form is pressed. */
export interface Standing {
  readonly step: Step;
  readonly answers: Answers;
  /** Of the response: it decides the order of shuffled items. */
  readonly id: string;
  /** The names of the items that stood on the screen; unset: all that are asked there. */
  readonly shown?: ReadonlySet<string>;
}

/** The screen to show, and what is wrong with the answers on it. */
export interface Turn {
  readonly step: Step;
  readonly issues: readonly Issue[];
}

/**
 * One press of a button of the form: `send`, `back`, `to:2` (from the review to a section), and on with whatever else.
 * The phone and the form without script move by this function. Without script an answer may make further items of its
 * own screen apply: they have to be seen before going on, so the step stays, without complaint.
 *
 * @example
 * turn(questionnaire, { step: firstStep, answers: {}, id }, 'next');
 * // { step: { kind: 'section', section: 0 }, issues: [{ item: 'consent', code: 'required' }] }
 */
export function turn(
  questionnaire: Questionnaire,
  { step, answers, id, shown }: Standing,
  go: string,
): Turn | 'send' {
  if (go === 'send') return go;
  if (go === 'back') return arriveAt(stepBefore(questionnaire, answers, step));
  if (go.startsWith('to:')) return arriveAt(asCorrection(stepCalled(questionnaire, go.slice(3))));
  const asked = step.kind === 'section' ? itemsToAsk(questionnaire, step.section, answers, id) : [];
  const seen = shown ? asked.filter(({ name }) => shown.has(name)) : asked;
  const issues = checkItems(seen, answers);
  if (issues.length > 0 || seen.length < asked.length) return { step, issues };
  return arriveAt(stepAfter(questionnaire, answers, step));
}

const arriveAt = (step: Step): Turn => ({ step, issues: [] });

/** Refused as a whole, a response is mended from the first section that something is wrong in. */
export function turnBack(questionnaire: Questionnaire, issues: readonly Issue[]): Turn {
  const section = Math.max(0, sectionWithIssue(questionnaire, issues));
  return { step: { kind: 'section', section, isCorrection: true }, issues };
}

/** A step by the name a form carries: the place of a section, `review` or `end`; the first for any other. */
export function stepCalled(questionnaire: Questionnaire, name: string): Step {
  if (name === 'review' || name === 'end') return { kind: name };
  const section = Number(name);
  return questionnaire.sections[section] ? { kind: 'section', section } : firstStep;
}

export function asCorrection(step: Step): Step {
  return step.kind === 'review' ? step : { ...step, isCorrection: true };
}
