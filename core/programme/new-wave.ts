import * as v from 'valibot';
import { daySchema } from '../questionnaire/day.ts';
import { localTextSchema } from '../questionnaire/local-text.ts';
import { isPeriod, periodForms } from './period.ts';

/** How the id of a wave is written: it stands in addresses and names files. */
export const waveIdForm = /^[a-z0-9][a-z0-9-]{0,62}$/;

const formDeclaredSchema = v.strictObject({ form: v.string(), share: v.number() });

/** A form of the programme and the share of residents who are to get it. */
export type FormDeclared = Readonly<v.InferOutput<typeof formDeclaredSchema>>;

/** A wave as somebody makes it: what the page sends and the API takes. */
export const newWaveSchema = v.pipe(
  v.strictObject({
    id: v.pipe(v.string(), v.regex(waveIdForm, 'lower-case letters, digits and hyphens')),
    title: localTextSchema,
    period: v.pipe(v.string(), v.check(isPeriod, periodForms)),
    /** Either one form for everyone, or several with shares that sum to 1: each resident gets one of them. */
    form: v.exactOptional(v.string()),
    forms: v.exactOptional(v.pipe(v.array(formDeclaredSchema), v.readonly())),
    plannedEnd: v.exactOptional(daySchema),
  }),
  v.check(
    ({ form, forms }) => (form === undefined) !== (forms === undefined),
    'name form, or forms with shares',
  ),
);

export type NewWave = Readonly<v.InferOutput<typeof newWaveSchema>>;
