import type { Condition } from './condition.ts';
import type { LocalText } from './local-text.ts';
import type { Item } from './question-types/question-types.ts';

/**
 * A questionnaire as every part of the product uses it: parsed, its lists and scales filled in.
 * `parseQuestionnaire` makes one from a file; `docs/schema/questionnaire.schema.json` describes the file.
 */
export interface Questionnaire {
  readonly name: string;
  readonly title: LocalText;
  /** Who asks. */
  readonly from: LocalText;
  /** How long it takes, in minutes, as measured. */
  readonly minutes: number;
  /** What anonymity means here, in one sentence. */
  readonly privacy: LocalText;
  readonly sections: readonly Section[];
  /** The item whose answer says in which area the respondent lives. */
  readonly areaItem?: string;
  /** What makes a response one to look at; it moves the line "without flagged answers", never deletes. */
  readonly flags: readonly Flag[];
}

/** What stands on one screen. */
export interface Section {
  readonly name: string;
  readonly title?: LocalText;
  readonly text?: LocalText;
  readonly when?: Condition;
  /** Items in an order of chance, the same again for the same response id. */
  readonly isShuffled: boolean;
  readonly items: readonly Item[];
}

export interface Flag {
  readonly name: string;
  readonly when: Condition;
}

export function itemsOfQuestionnaire(questionnaire: Questionnaire): readonly Item[] {
  return questionnaire.sections.flatMap((section) => section.items);
}
