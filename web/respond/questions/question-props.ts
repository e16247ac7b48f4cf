import type { ItemOf, QuestionTypeName } from '../../../core/questionnaire/question-types/question-types.ts';
import type { Filling } from '../Filling.svelte.ts';

export interface QuestionProps<Name extends QuestionTypeName> {
  readonly item: ItemOf<Name>;
  readonly response: Filling;
}
