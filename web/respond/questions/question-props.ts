import type { ItemOf, QuestionTypeName } from '../../../core/questionnaire/question-types/question-types.ts';
import type { Response } from '../Response.svelte.ts';

export interface QuestionProps<Name extends QuestionTypeName> {
  readonly item: ItemOf<Name>;
  readonly response: Response;
}
