import { missingReasons, type MissingReason } from '../../../core/questionnaire/answer.ts';
import type { Item } from '../../../core/questionnaire/question-types/question-types.ts';
import type { Filling } from '../Filling.svelte.ts';

/** The missing answers an item offers, each with its own wording or the usual one. */
export function missingChoices(item: Item, response: Filling): readonly MissingChoice[] {
  return missingReasons.flatMap((reason) => {
    const wording = item.missing?.[reason];
    if (wording === undefined) return [];
    return [{ reason, label: wording === true ? response.words.missing[reason] : response.text(wording) }];
  });
}

export interface MissingChoice {
  readonly reason: MissingReason;
  readonly label: string;
}
