import * as v from 'valibot';
import { nameSchema } from '../questionnaire/item.ts';
import { firstLanguage, languageCodes, localTextSchema } from '../questionnaire/local-text.ts';

/** The name of a programme is its folder's and part of addresses: `quality-district`. */
export const programmeNameSchema = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower-case letters and digits in words joined by hyphens'),
);

const timeZoneSchema = v.pipe(
  v.string(),
  v.check(isTimeZone, 'a time zone of the IANA list such as Asia/Shanghai'),
);

const wholeAboveNought = v.pipe(
  v.number(),
  v.check((count) => Number.isInteger(count) && count > 0, 'a whole number above 0'),
);
const shareSchema = v.pipe(
  v.number(),
  v.check((share) => share > 0 && share <= 1, 'a share above 0 and at most 1'),
);
const pointsAboveNought = v.pipe(
  v.number(),
  v.check((points) => points > 0, 'a number of points above 0'),
);

/** What a wave is planned at; shares are what the planners expect, and say so before the first interview. */
const planSchema = v.strictObject({
  sampleSize: wholeAboveNought,
  designEffect: v.pipe(
    v.number(),
    v.check((effect) => effect > 0, 'a number above 0'),
  ),
  standardDeviation: pointsAboveNought,
  /** Of the sample, by area. */
  areas: v.exactOptional(v.record(v.string(), shareSchema)),
  items: v.exactOptional(
    v.record(
      nameSchema,
      v.strictObject({
        /** Of the respondents: who is asked and has used what is rated. */
        eligible: v.exactOptional(shareSchema),
        /** Of those: who gives an answer that counts. */
        substantive: v.exactOptional(shareSchema),
      }),
    ),
  ),
  primaryUnits: v.exactOptional(wholeAboveNought),
  strata: v.exactOptional(wholeAboveNought),
  /** When fieldwork ends, as it is printed with each release. */
  stoppingRule: v.exactOptional(localTextSchema),
  /** By how many points a figure that is to rise each year is expected to rise: 3 unless told. */
  yearlyStep: v.exactOptional(pointsAboveNought),
});

/** Level, least cell and margin have two ends: beyond them a file alone could do away with words and verdicts. */
const settingsSchema = v.strictObject({
  confidenceLevel: v.pipe(
    v.number(),
    v.check((level) => level >= 0.95 && level <= 0.99, 'a level from 0.95 to 0.99'),
  ),
  minimumCell: v.pipe(
    v.number(),
    v.check(
      (answers) => Number.isInteger(answers) && answers >= 10 && answers <= 30,
      'a whole number from 10 to 30',
    ),
  ),
  unchangedMargin: v.exactOptional(
    v.pipe(
      v.number(),
      v.check((points) => points > 0 && points <= 3, 'more than 0 and at most 3 points'),
    ),
  ),
  rakeTo: v.exactOptional(v.pipe(v.array(nameSchema), v.minLength(1))),
  trimTo: v.exactOptional(
    v.pipe(
      v.number(),
      v.check((bound) => bound > 1, 'a multiple of the mean weight above 1'),
    ),
  ),
  isProbabilitySample: v.boolean(),
  lateAnswers: v.exactOptional(v.picklist(['in', 'out'])),
  plan: planSchema,
});

const languagesSchema = v.pipe(
  v.array(v.picklist(languageCodes)),
  v.check((codes) => new Set(codes).size === codes.length, 'each language once'),
);

/** `programme.json`: what the survey is, what is locked before it, and which forms it has. */
export const programmeFileSchema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  name: programmeNameSchema,
  title: localTextSchema,
  from: localTextSchema,
  timeZone: timeZoneSchema,
  /** Asked in from the start. */
  languages: v.exactOptional(
    v.pipe(
      languagesSchema,
      v.check((codes) => codes.includes(firstLanguage), `${firstLanguage} among the languages`),
    ),
  ),
  /** Asked in as well since later, which changes no figure. */
  addedLanguages: v.exactOptional(languagesSchema),
  isSimulated: v.exactOptional(v.boolean()),
  settings: settingsSchema,
  /** Each form is a questionnaire with the index computed from it, both by the name of their file. */
  forms: v.pipe(
    v.array(v.strictObject({ name: nameSchema, questionnaire: nameSchema, index: nameSchema })),
    v.minLength(1),
  ),
});
export type ProgrammeFile = v.InferOutput<typeof programmeFileSchema>;

function isTimeZone(name: string): boolean {
  // An offset such as +08:00 knows no summer time, past or to come; some engines would accept it.
  if (name !== 'UTC' && !/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
