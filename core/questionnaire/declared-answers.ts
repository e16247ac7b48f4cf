import * as v from 'valibot';
import { nameSchema } from './item.ts';
import type { ItemFault } from './question-types/question-type.ts';
import type { Questionnaire } from './questionnaire.ts';
import { itemOfVariable, variablesByName } from './questionnaire-variables.ts';

/** Certain answers to one variable, as an index file names them; names and values are those of an export. */
export const declaredAnswersSchema = v.strictObject({
  variable: nameSchema,
  values: v.pipe(v.array(v.union([v.string(), v.number()])), v.minLength(1)),
});
export type DeclaredAnswers = v.InferOutput<typeof declaredAnswersSchema>;

/**
 * What the questionnaire lacks of them.
 *
 * @param path at which the indicator has them
 */
export function faultsOfAnswers(
  { variable: name, values }: DeclaredAnswers,
  path: string,
  questionnaire: Questionnaire,
): readonly ItemFault[] {
  const variable = variablesByName(questionnaire).get(name);
  if (!variable) {
    const message =
      `names "${name}", which is no variable of the questionnaire "${questionnaire.name}" ` +
      '(an item of several choices has one for each option, as item_option)';
    return [{ path: `${path}.variable`, message }];
  }
  if (variable.kind !== 'categories') {
    return [{ path: `${path}.variable`, message: `"${name}" has no categories; name a variable of choices` }];
  }
  const known = variable.values.map(quote).join(', ');
  return values.flatMap((value, index) =>
    variable.values.includes(value)
      ? []
      : [
          {
            path: `${path}.values[${index}]`,
            message: `${quote(value)} is no value of "${name}" (${known})`,
          },
        ],
  );
}

/** The item behind them, and which of its answers count: the item's own name is left out of the variable's. */
export function roleOfAnswers(
  { variable, values }: DeclaredAnswers,
  kind: string,
  questionnaire: Questionnaire,
) {
  const item = itemOfVariable(variable, questionnaire);
  if (!item) throw new Error(`the questionnaire "${questionnaire.name}" has no variable "${variable}"`);
  const answers = values.map((value) => `${typeof value} ${value}`).sort();
  return { item: item.name, role: { kind, option: variable.slice(item.name.length), answers } };
}

/** A name or a value as faults show it. */
export const quote = (value: string | number): string => JSON.stringify(value);

/** The fault of naming an item there is none of. */
export function noItem(name: string, { name: questionnaire }: Questionnaire): string {
  return `names "${name}", which is no item of the questionnaire "${questionnaire}"`;
}
