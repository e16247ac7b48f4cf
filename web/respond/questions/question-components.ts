import type { Component } from 'svelte';
import type { QuestionTypeName } from '../../../core/questionnaire/question-types/question-types.ts';
import DateQuestion from './Date.svelte';
import Multiple from './Multiple.svelte';
import NumberQuestion from './Number.svelte';
import type { QuestionProps } from './question-props.ts';
import Rating from './Rating.svelte';
import Recommend from './Recommend.svelte';
import Single from './Single.svelte';
import Text from './Text.svelte';

/** The component of each question type; a type without one does not compile. */
export const questionComponents: {
  readonly [Name in QuestionTypeName]: Component<QuestionProps<Name>>;
} = {
  single: Single,
  multiple: Multiple,
  rating: Rating,
  recommend: Recommend,
  number: NumberQuestion,
  date: DateQuestion,
  text: Text,
};
