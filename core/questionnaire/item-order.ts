import { seededRandom } from '../numeric/seeded-random.ts';
import type { Item } from './question-types/question-types.ts';
import type { Section } from './questionnaire.ts';

/**
 * The items of a section in the order this respondent sees them. A shuffled section has an order of chance
 * that is a pure function of the response id, so phone, server and the form without script agree on it.
 */
export function orderedItems(section: Section, responseId: string): readonly Item[] {
  if (!section.isShuffled) return section.items;
  const random = seededRandom(`${responseId}/${section.name}`);
  const items = [...section.items];
  // Fisher and Yates: from the back, swap each item with one drawn from those not yet placed.
  for (let last = items.length - 1; last > 0; last--) {
    const drawn = random.integer(last + 1);
    [items[last], items[drawn]] = [items[drawn]!, items[last]!];
  }
  return items;
}
