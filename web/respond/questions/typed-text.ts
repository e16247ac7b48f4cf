import { isMissingAnswer, type Answer } from '../../../core/questionnaire/answer.ts';

/** What stands in the field of a typed answer. */
export function typedText(answer: Answer | undefined): string {
  return answer === undefined || isMissingAnswer(answer) ? '' : String(answer);
}
