import { answerTo, isMissingAnswer, type Answer, type Answers } from './answer.ts';
import { holds } from './condition.ts';
import type { Termination } from './item.ts';
import type { Item } from './question-types/question-types.ts';
import type { Questionnaire } from './questionnaire.ts';

/** Which items apply to a respondent, in order, given the answers so far. */
export interface Route {
  readonly items: readonly Item[];
  /** Where the response ends early, and as what. */
  readonly end?: { readonly item: string; readonly termination: Termination };
  /** The answers to the items that apply; all others are dropped, and only these are ever stored. */
  readonly answers: Answers;
  /** The names of known items that were answered though they do not apply. */
  readonly dropped: readonly string[];
}

/**
 * Walks the questionnaire once from the front. A condition sees only answers to items that apply and stand
 * before it, so an answer left over from a path not taken can neither open nor close anything.
 */
export function followRoute(questionnaire: Questionnaire, given: Answers): Route {
  const items: Item[] = [];
  const dropped: string[] = [];
  const answers: Record<string, Answer> = {};
  let end: Route['end'];
  for (const section of questionnaire.sections) {
    const isSectionOpen = section.when === undefined || holds(section.when, answers);
    for (const item of section.items) {
      const answer = answerTo(given, item.name);
      const applies = !end && isSectionOpen && (item.when === undefined || holds(item.when, answers));
      if (!applies) {
        if (answer !== undefined) dropped.push(item.name);
        continue;
      }
      items.push(item);
      if (answer !== undefined) answers[item.name] = answer;
      const termination = item.terminate?.find((each) => holds(each.when, answers));
      if (termination) end = { item: item.name, termination };
    }
  }
  return end ? { items, answers, dropped, end } : { items, answers, dropped };
}

/** What became of a case (AAPOR): complete, or ended at its own wish or for want of eligibility. */
export type Disposition = 'complete' | Termination['disposition'];

export function dispositionOf(route: Route): Disposition {
  return route.end?.termination.disposition ?? 'complete';
}

/** The names of the flags an eligible response raises. */
export function flagsOf(questionnaire: Questionnaire, answers: Answers): readonly string[] {
  return questionnaire.flags.filter((flag) => holds(flag.when, answers)).map((flag) => flag.name);
}

/** The code of the area the respondent lives in, where the questionnaire asks and an answer was given. */
export function areaOf(questionnaire: Questionnaire, answers: Answers): string | undefined {
  if (questionnaire.areaItem === undefined) return undefined;
  const answer = answerTo(answers, questionnaire.areaItem);
  return typeof answer === 'string' && !isMissingAnswer(answer) ? answer : undefined;
}
