import { toJsonSchema } from '@valibot/to-json-schema';
import { importMappingSchema } from '../../core/programme/import-mapping.ts';
import { indexFileSchema } from '../../core/programme/index-definition.ts';
import { areasFileSchema } from '../../core/programme/parse-areas.ts';
import { departmentsFileSchema } from '../../core/programme/parse-departments.ts';
import { marginsFileSchema } from '../../core/programme/parse-margins.ts';
import { targetsFileSchema } from '../../core/programme/parse-targets.ts';
import { programmeFileSchema } from '../../core/programme/programme-file.ts';
import { questionnaireFileSchema } from '../../core/questionnaire/parse/questionnaire-file.ts';

const schemas = {
  programme: programmeFileSchema,
  areas: areasFileSchema,
  departments: departmentsFileSchema,
  targets: targetsFileSchema,
  margins: marginsFileSchema,
  index: indexFileSchema,
  questionnaire: questionnaireFileSchema,
  'import-mapping': importMappingSchema,
};

/**
 * The shape of every kind of survey file as JSON Schema, by file name, for editors to complete and underline.
 * What a schema cannot say (sums, references between files) the parsers do.
 */
export function surveySchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(schemas).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' }), null, 2)}\n`,
    ]),
  );
}
