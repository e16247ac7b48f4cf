import type { Answers } from './answer.ts';
import type { Item } from './question-types/question-types.ts';
import { checkItems } from './check-response.ts';
import type { Issue } from './issue.ts';
import { orderedItems } from './item-order.ts';
import type { Questionnaire } from './questionnaire.ts';
import { followRoute } from './routing.ts';

/**
 * Where a respondent is: at a section (by its place in the questionnaire), at the review of all answers, or
 * at the end for those who do not take part. The phone and the form without script move by these functions.
 */
export type Step =
  /** `isCorrection`: come to from the review, to which it leads back; the end may lie on that way. */
  | { readonly kind: 'section'; readonly section: number; readonly isCorrection?: true }
  | { readonly kind: 'review' }
  | { readonly kind: 'end'; readonly isCorrection?: true };

export const firstStep: Step = { kind: 'section', section: 0 };

/** The sections that have something to ask, given the answers so far. */
export function openSections(questionnaire: Questionnaire, answers: Answers): readonly number[] {
  const applicable = new Set(followRoute(questionnaire, answers).items);
  return questionnaire.sections.flatMap((section, index) =>
    section.items.some((item) => applicable.has(item)) ? [index] : [],
  );
}

/** The items a section asks, in this respondent's order. */
export function itemsToAsk(
  questionnaire: Questionnaire,
  section: number,
  answers: Answers,
  responseId: string,
): readonly Item[] {
  const applicable = new Set(followRoute(questionnaire, answers).items);
  const asked = questionnaire.sections[section];
  return asked ? orderedItems(asked, responseId).filter((item) => applicable.has(item)) : [];
}

export function stepAfter(questionnaire: Questionnaire, answers: Answers, step: Step): Step {
  if (step.kind !== 'section') return step;
  if (step.isCorrection) return stepAfterCorrection(questionnaire, answers);
  const next = openSections(questionnaire, answers).find((section) => section > step.section);
  if (next !== undefined) return { kind: 'section', section: next };
  return followRoute(questionnaire, answers).end ? { kind: 'end' } : { kind: 'review' };
}

/** Back to the review, unless a changed answer opened something that has to be answered first. */
function stepAfterCorrection(questionnaire: Questionnaire, answers: Answers): Step {
  const route = followRoute(questionnaire, answers);
  if (route.end) return { kind: 'end', isCorrection: true };
  const section = sectionWithIssue(questionnaire, checkItems(route.items, answers));
  return section < 0 ? { kind: 'review' } : { kind: 'section', section, isCorrection: true };
}

/** The first section that something is wrong in; -1 where nothing is in any of them. */
export function sectionWithIssue(questionnaire: Questionnaire, issues: readonly Issue[]): number {
  const wrong = new Set(issues.map((issue) => issue.item));
  return questionnaire.sections.findIndex(({ items }) => items.some(({ name }) => wrong.has(name)));
}

export function stepBefore(questionnaire: Questionnaire, answers: Answers, step: Step): Step {
  if (step.kind === 'section' && step.isCorrection) return { kind: 'review' };
  const sections = openSections(questionnaire, answers);
  const before = step.kind === 'section' ? sections.filter((section) => section < step.section) : sections;
  const section = before.at(-1) ?? 0;
  return step.kind === 'end' && step.isCorrection
    ? { kind: 'section', section, isCorrection: true }
    : { kind: 'section', section };
}

/** "Step 2 of 7": the review counts as the last step. */
export function progressOf(
  questionnaire: Questionnaire,
  answers: Answers,
  step: Step,
): { readonly step: number; readonly steps: number } {
  const sections = openSections(questionnaire, answers);
  const steps = sections.length + 1;
  if (step.kind !== 'section') return { step: steps, steps };
  return { step: sections.filter((section) => section <= step.section).length, steps };
}
