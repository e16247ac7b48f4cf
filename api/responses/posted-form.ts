import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { answersFromFields, type Field, MOST_FIELDS } from '../../core/questionnaire/form-fields.ts';
import { itemsOfQuestionnaire, type Questionnaire } from '../../core/questionnaire/questionnaire.ts';
import { asCorrection, type Standing, stepCalled } from '../../core/questionnaire/turn.ts';
import { Problem } from '../problems.ts';

/** Where somebody without script stood when the form was posted, and the button that was pressed. */
export interface PostedForm extends Required<Standing> {
  readonly go: string;
}

/** The id of the response; of a form posted for the first time a new one: the first page is the same for everyone. */
export function postedId(fields: readonly Field[]): string {
  return first(fields, 'id') || randomUUID();
}

export function postedForm(questionnaire: Questionnaire, id: string, fields: readonly Field[]): PostedForm {
  const step = stepCalled(questionnaire, first(fields, 'step'));
  return {
    id,
    step: first(fields, 'correction') === '' ? step : asCorrection(step),
    go: first(fields, 'go'),
    shown: new Set(fields.filter(([name]) => name === 'shown').map(([, value]) => value)),
    answers: answersFromFields(itemsOfQuestionnaire(questionnaire), fields),
  };
}

export function first(fields: readonly Field[], name: string): string {
  return fields.find((field) => field[0] === name)?.[1] ?? '';
}

/** A form as browsers post it; any other body is no form of ours. */
export async function readFields(c: Context): Promise<readonly Field[]> {
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) throw new Problem('malformedRequest');
  const body = await c.req.text();
  // Counted before they are taken apart.
  if (occursOftener(body, '&', MOST_FIELDS - 1)) throw new Problem('malformedRequest');
  return [...new URLSearchParams(body)];
}

function occursOftener(text: string, mark: string, most: number): boolean {
  let found = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    found += 1;
    if (found > most) return true;
  }
  return false;
}
