/**
 * Why there is no substantive answer. Each is counted apart, and none is ever part of a mean.
 * An item that was never asked is *absent* (no entry in `Answers`), which is different again.
 */
export const missingReasons = ['notUsed', 'dontKnow', 'refused'] as const;
export type MissingReason = (typeof missingReasons)[number];

/** A missing answer is an object, so that no option code and no text can be mistaken for one. */
export interface MissingAnswer {
  readonly missing: MissingReason;
}

/** An option code, several option codes, a number, a text, or a reason why there is none. */
export type Answer = string | number | readonly string[] | MissingAnswer;

/** One respondent's answers by item name. */
export type Answers = Readonly<Record<string, Answer>>;

export function isMissingAnswer(answer: unknown): answer is MissingAnswer {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return false;
  const keys = Object.keys(answer);
  return keys.length === 1 && missingReasons.some((reason) => reason === (answer as MissingAnswer).missing);
}

/** Whether a stranger's JSON has the form of answers; what they say is for `checkResponse`. */
export function isAnswers(given: unknown): given is Answers {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return false;
  for (const answer of Object.values(given)) if (!isAnswer(answer)) return false;
  return true;
}

function isAnswer(given: unknown): given is Answer {
  if (typeof given === 'string') return true;
  if (typeof given === 'number') return Number.isFinite(given);
  if (Array.isArray(given)) return given.every((code) => typeof code === 'string');
  return isMissingAnswer(given);
}

/** The answer to `item`, and nothing inherited: `answers` may come straight from a stranger's JSON. */
export function answerTo(answers: Answers, item: string): Answer | undefined {
  return Object.hasOwn(answers, item) ? answers[item] : undefined;
}
