import type { CodedColumn } from '../../estimation/figures/coded-column.ts';
import type { AnswerColumns } from '../../indices/methods/method.ts';
import type { RatingColumn } from '../../indices/rating-column.ts';
import type { Variable } from '../../questionnaire/question-types/variable.ts';
import type { WaveColumns } from './wave-columns.ts';

/** The columns of a wave in the forms that methods take. Definitions were checked; a miss is a programming error. */
export interface CategoryColumn extends CodedColumn {
  readonly variable: Extract<Variable, { readonly kind: 'categories' }>;
}

export function codedColumn(columns: WaveColumns, name: string): CategoryColumn {
  const column = columns.variables.get(name);
  if (column?.variable.kind !== 'categories' || !(column.codes instanceof Int16Array)) {
    throw new Error(`there is no coded column "${name}"`);
  }
  return { variable: column.variable, codes: column.codes };
}

export function ratingColumn(columns: WaveColumns, item: string): RatingColumn {
  const { variable, codes } = codedColumn(columns, item);
  const [lowest, highest] = [variable.values[0], variable.values.at(-1)];
  if (typeof lowest !== 'number' || typeof highest !== 'number') {
    throw new Error(`the answers to "${item}" are not points of a scale`);
  }
  return { codes, scale: { lowest, highest } };
}

/** The answers of a wave as methods of indicators take them. */
export function answerColumns(columns: WaveColumns): AnswerColumns {
  return {
    choices(name) {
      const { variable, codes } = codedColumn(columns, name);
      return { codes, values: variable.values };
    },
    rating: (item) => ratingColumn(columns, item),
  };
}
