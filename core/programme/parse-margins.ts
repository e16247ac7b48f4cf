import * as v from 'valibot';
import type { Fault, Parsed } from '../fault.ts';
import { parseShape } from '../parse-shape.ts';
import { holds } from '../questionnaire/condition.ts';
import { nameSchema } from '../questionnaire/item.ts';
import { localTextSchema } from '../questionnaire/local-text.ts';
import { daySchema } from '../questionnaire/day.ts';
import type { Form, PopulationMargin } from './programme.ts';
import { choicesOf, itemsByName } from '../questionnaire/questionnaire-variables.ts';
import { repeated } from '../repeated.ts';

/** `margins.json`: known population totals that weights can be adjusted to. */
export const marginsFileSchema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  margins: v.array(
    v.strictObject({
      item: nameSchema,
      source: localTextSchema,
      asOf: daySchema,
      isApproximate: v.boolean(),
      totals: v.record(
        v.string(),
        v.pipe(
          v.number(),
          v.check((total) => total > 0, 'a number of people above 0'),
        ),
      ),
    }),
  ),
});

/** Totals of one population may differ by rounding, no more: half a person in a hundred thousand. */
const TOTAL_TOLERANCE = 5e-6;

export function parseMargins(
  file: string,
  json: unknown,
  forms: readonly Form[],
): Parsed<readonly PopulationMargin[]> {
  const shape = parseShape(marginsFileSchema, file, json);
  if (shape.faults) return shape;
  const { margins } = shape.value;
  const faults: Fault[] = repeated(margins.map(({ item }) => item)).map(({ index, text }) => ({
    file,
    path: `margins[${index}].item`,
    message: `"${text}" has a margin already; give all its totals in one`,
  }));
  for (const [index, margin] of margins.entries()) {
    const path = `margins[${index}]`;
    for (const form of forms) faults.push(...categoryFaults(file, path, margin, form));
    faults.push(...totalFaults(file, path, margin, margins[0]!));
  }
  return faults.length > 0 ? { faults } : { value: margins };
}

/** Every category of the population must be an answer, and every answer of a participant a category. */
function categoryFaults(file: string, path: string, margin: PopulationMargin, form: Form): readonly Fault[] {
  const item = itemsByName(form.questionnaire).get(margin.item);
  const options = item && choicesOf(item);
  if (!options) {
    const what = item ? `is of type "${item.type}", not "single"` : 'is no item';
    const message = `"${margin.item}" ${what} in the questionnaire of the form "${form.name}"`;
    return [{ file, path: `${path}.item`, message }];
  }
  const codes = options.map(({ code }) => code);
  // Those who do not take part after such an answer are not of the population the totals count.
  const leavesBehind = (code: string) =>
    item.terminate?.some(({ when }) => holds(when, { [item.name]: code })) ?? false;
  const unknown = Object.keys(margin.totals)
    .filter((category) => !codes.includes(category))
    .map((category) => `has the category "${category}", which is no option of "${margin.item}"`);
  const lacking = codes
    .filter((code) => !leavesBehind(code) && !Object.hasOwn(margin.totals, code))
    .map((code) => `lacks a total for the option "${code}" of "${margin.item}"`);
  return [...unknown, ...lacking].map((message) => ({ file, path: `${path}.totals`, message }));
}

function totalFaults(
  file: string,
  path: string,
  margin: PopulationMargin,
  first: PopulationMargin,
): readonly Fault[] {
  const [sum, expected] = [sumOf(margin), sumOf(first)];
  if (Math.abs(sum - expected) <= TOTAL_TOLERANCE * expected) return [];
  const message = `totals sum to ${sum}, those of "${first.item}" to ${expected}; one population has one total`;
  return [{ file, path: `${path}.totals`, message }];
}

function sumOf({ totals }: PopulationMargin): number {
  return Object.values(totals).reduce((sum, total) => sum + total, 0);
}
