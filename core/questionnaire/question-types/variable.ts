import type { Answer } from '../answer.ts';
import { dayOfNumber } from '../day.ts';

/**
 * A variable of the data set. An item has one, or several (a choice of several has one per option).
 * `categories`: the code of an answer is its place in `values`, and `values` is what an export shows.
 * `quantity`: a number within bounds. `day`: a day of the calendar.
 * `text`: words, which are exported and never estimated.
 */
export type Variable =
  | { readonly name: string; readonly kind: 'categories'; readonly values: readonly (string | number)[] }
  | { readonly name: string; readonly kind: 'quantity'; readonly lowest: number; readonly highest: number }
  | { readonly name: string; readonly kind: 'day'; readonly earliest: string; readonly latest: string }
  | { readonly name: string; readonly kind: 'text' };

/** The least and the most that an answer can be, where answers have a size. */
export type Bounds = readonly [lowest: number, highest: number] | readonly [lowest: string, highest: string];

/** What differs between kinds of variables; nothing else asks of which kind one is, but what needs categories. */
interface VariableKind<OfKind> {
  /** Room for the codes of many answers, missing ones among them; none for what is never coded. */
  readonly room?: (length: number) => Int16Array | Float64Array;
  /** A substantive answer in a cell of a data file. */
  readonly write: (variable: OfKind, code: number, answer: Answer) => string | number;
  readonly bounds: (variable: OfKind) => Bounds | undefined;
  /** Whether a number in a data file could be an answer: then it cannot stand for a missing one. */
  readonly holds: (variable: OfKind, number: number) => boolean;
}

const variableKinds: {
  readonly [Kind in Variable['kind']]: VariableKind<Extract<Variable, { readonly kind: Kind }>>;
} = {
  categories: {
    room: (length) => new Int16Array(length),
    write: ({ values }, code) => values[code] ?? '',
    bounds({ values }) {
      const numbers = values.filter((value) => typeof value === 'number');
      return numbers.length === 0 ? undefined : [Math.min(...numbers), Math.max(...numbers)];
    },
    holds: ({ values }, number) => values.some((value) => String(value) === String(number)),
  },
  quantity: {
    room: (length) => new Float64Array(length),
    write: (_, code) => code,
    bounds: ({ lowest, highest }) => [lowest, highest],
    holds: ({ lowest, highest }, number) => number >= lowest && number <= highest,
  },
  day: {
    room: (length) => new Float64Array(length),
    write: (_, code) => dayOfNumber(code),
    bounds: ({ earliest, latest }) => [earliest, latest],
    holds: () => false,
  },
  text: {
    write: (_variable, _code, answer) => String(answer),
    bounds: () => undefined,
    holds: () => false,
  },
};

/** The kind of a variable, ready to be used with that variable. */
export function variableKindOf(variable: Variable): VariableKind<Variable> {
  return variableKinds[variable.kind] as VariableKind<Variable>;
}

/** Whether answers have codes; words have none. */
export function isCoded(variable: Variable): boolean {
  return variableKindOf(variable).room !== undefined;
}
