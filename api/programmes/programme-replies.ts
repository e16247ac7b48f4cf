import * as v from 'valibot';
import { languageCodes } from '../../core/questionnaire/local-text.ts';
import { listOf, texts } from '../http/reply-schema.ts';

const named = v.strictObject({ code: v.string(), name: texts });

export const programmesReply = listOf(
  v.strictObject({
    name: v.string(),
    title: texts,
    from: texts,
    languages: listOf(v.picklist(languageCodes)),
    isSimulated: v.boolean(),
    areas: listOf(v.looseObject({ code: v.string(), label: texts })),
    departments: listOf(named),
    forms: listOf(v.strictObject({ name: v.string(), title: texts, minutes: v.number() })),
    mappings: listOf(v.string()),
  }),
);

export const programmeReply = v.pipe(
  v.looseObject({
    name: v.string(),
    title: texts,
    timeZone: v.string(),
    forms: listOf(v.looseObject({ name: v.string() })),
  }),
  v.description('A programme as it is pinned when a wave opens: core/programme/programme.ts.'),
);

export const dimensionsReply = listOf(
  v.strictObject({ name: v.string(), title: texts, weight: v.exactOptional(v.number()) }),
);

export const dimensionReply = v.strictObject({
  convention: v.looseObject({ kind: v.string() }),
  satisfiedFrom: v.number(),
  node: v.looseObject({ name: v.string() }),
  items: listOf(v.looseObject({ name: v.string(), type: v.string() })),
});
