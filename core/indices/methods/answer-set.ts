import type { CodedColumn } from '../../estimation/figures/coded-column.ts';
import { valuesOfCodes } from '../../estimation/figures/values-of-codes.ts';
import type { DeclaredAnswers } from '../../questionnaire/declared-answers.ts';
import type { AnswerColumns } from './method.ts';

/** Certain answers to one variable: the codes that count as "yes". */
export interface AnswerSet {
  readonly column: CodedColumn;
  readonly includes: ReadonlySet<number>;
}

/**
 * 1 for answers in the set, 0 for other substantive answers, NaN for none.
 *
 * @example
 * membershipOf({ column: { codes: Int8Array.of(2, 0, DONT_KNOW) }, includes: new Set([2]) }); // [1, 0, NaN]
 */
export function membershipOf({ column, includes }: AnswerSet): Float64Array {
  return valuesOfCodes(column, (code) => {
    if (code < 0) return NaN;
    return includes.has(code) ? 1 : 0;
  });
}

/**
 * Answers that an index file names, as codes of the column of their variable.
 *
 * @example
 * const choices = () => ({ codes: Int8Array.of(1, 0), values: ['yes', 'no'] });
 * const rating = () => ({ codes: Int8Array.of(), scale: { lowest: 0, highest: 10 } });
 * [...answerSetOf({ variable: 'problem', values: ['no'] }, { choices, rating }).includes]; // [1]
 */
export function answerSetOf({ variable, values }: DeclaredAnswers, columns: AnswerColumns): AnswerSet {
  const column = columns.choices(variable);
  return { column, includes: new Set(values.map((value) => column.values.indexOf(value))) };
}
