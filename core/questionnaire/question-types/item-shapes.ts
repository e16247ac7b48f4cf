import { dateShape } from './date.ts';
import { multipleShape } from './multiple.ts';
import { numberShape } from './number.ts';
import type { ItemFault, ItemShape } from './question-type.ts';
import type { Item, ItemOf, QuestionTypeName } from './question-types.ts';
import { ratingShape } from './rating.ts';
import { recommendShape } from './recommend.ts';
import { singleShape } from './single.ts';
import { textShape } from './text.ts';

/** The shape of each type in a file. Apart from the types themselves, so that a phone does not load it. */
export const itemShapes = {
  single: singleShape,
  multiple: multipleShape,
  rating: ratingShape,
  recommend: recommendShape,
  number: numberShape,
  date: dateShape,
  text: textShape,
} satisfies { readonly [Name in QuestionTypeName]: ItemShape<ItemOf<Name>> };

/** What is wrong with an item of the right shape. */
export function faultsOf(item: Item): readonly ItemFault[] {
  const { faults } = itemShapes[item.type] as ItemShape<Item>;
  return faults(item);
}
