import * as v from 'valibot';
import { missingReasons } from '../questionnaire/answer.ts';
import { nameSchema } from '../questionnaire/item.ts';
import { localTextSchema } from '../questionnaire/local-text.ts';
import { isPeriod, periodForms } from './period.ts';
import { programmeNameSchema } from './programme-file.ts';

const columnSchema = v.pipe(v.string(), v.minLength(1));
const columnsSchema = v.pipe(v.array(columnSchema), v.minLength(1));

/** What a code in the file stands for: an answer, a reason why there is none, or `null`, never answered. */
const meaningSchema = v.union([
  v.string(),
  v.number(),
  v.strictObject({ missing: v.picklist(missingReasons) }),
  v.null(),
]);
export type Meaning = v.InferOutput<typeof meaningSchema>;

/**
 * How one item is read from one column. A cell listed in `codes` means what is said there; any other must be
 * a number within `range`, or with `asTyped` an answer as somebody would type it on the form (a day, a number, words);
 * what is neither makes the row a problem, never a blank.
 */
const columnMappingSchema = v.strictObject({
  column: columnSchema,
  codes: v.exactOptional(v.record(v.string(), meaningSchema)),
  range: v.exactOptional(v.tuple([v.number(), v.number()])),
  asTyped: v.exactOptional(v.literal(true)),
});
export type ColumnMapping = v.InferOutput<typeof columnMappingSchema>;

const codedColumnSchema = v.strictObject({
  column: columnSchema,
  codes: v.record(v.string(), v.pipe(v.string(), v.minLength(1))),
});

/**
 * A past survey's file as data: how each row becomes a response of an imported wave. The area is the answer
 * to the questionnaire's `areaItem`, as in every other response.
 */
export const importMappingSchema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  name: programmeNameSchema,
  title: localTextSchema,
  /** Whose data it is, as their licence wants it said. */
  attribution: localTextSchema,
  encoding: v.picklist(['utf-8', 'gb18030', 'utf-16le']),
  delimiter: v.picklist([',', ';', '\t']),
  form: nameSchema,
  /** Columns that together name a response once in the file. */
  response: columnsSchema,
  /** The column that tells waves apart, and what each of its values is. */
  wave: v.strictObject({
    column: columnSchema,
    waves: v.record(
      v.string(),
      v.strictObject({
        id: programmeNameSchema,
        title: localTextSchema,
        period: v.pipe(v.string(), v.check(isPeriod, periodForms)),
      }),
    ),
  }),
  mode: codedColumnSchema,
  language: codedColumnSchema,
  /** The sample design: columns joined are one stratum; primary units are nested in strata. */
  design: v.strictObject({
    weight: v.exactOptional(columnSchema),
    stratum: v.exactOptional(columnsSchema),
    primaryUnit: v.exactOptional(columnsSchema),
  }),
  items: v.record(nameSchema, columnMappingSchema),
});
export type ImportMapping = Readonly<v.InferOutput<typeof importMappingSchema>>;
