import * as v from 'valibot';
import { daySchema } from '../questionnaire/day.ts';
import { localTextSchema } from '../questionnaire/local-text.ts';
import { isPeriod, periodForms } from './period.ts';

/** How the id of a wave is written: it stands in addresses and names files. */
export const waveIdForm = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Not the id of a wave: `/analyse/<programme>/import` is the page of imports. */
export const reservedWaveId = 'import';

/** A wave as somebody makes it: what the page sends and the API takes. */
export const newWaveSchema = v.strictObject({
  id: v.pipe(
    v.string(),
    v.regex(waveIdForm, 'lower-case letters, digits and hyphens'),
    v.notValue(reservedWaveId),
  ),
  title: localTextSchema,
  period: v.pipe(v.string(), v.check(isPeriod, periodForms)),
  form: v.string(),
  plannedEnd: v.exactOptional(daySchema),
});

export type NewWave = Readonly<v.InferOutput<typeof newWaveSchema>>;
