import * as v from 'valibot';
import type { Parsed } from '../fault.ts';
import { parseShape } from '../parse-shape.ts';
import { optionSchema } from '../questionnaire/item.ts';
import { repeated } from '../repeated.ts';
import type { Area } from './programme.ts';

const areaSchema = v.strictObject({
  ...optionSchema.entries,
  /** Names the version of the area's boundaries: "2026", "after the merger". */
  outline: v.exactOptional(v.pipe(v.string(), v.minLength(1))),
});

/** `areas.json`: what results are broken down by. */
export const areasFileSchema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  areas: v.array(areaSchema),
});

export function parseAreas(file: string, json: unknown): Parsed<readonly Area[]> {
  const shape = parseShape(areasFileSchema, file, json);
  if (shape.faults) return shape;
  const { areas } = shape.value;
  const faults = repeated(areas.map((area) => area.code)).map(({ index, text }) => ({
    file,
    path: `areas[${index}].code`,
    message: `"${text}" is the code of an area already; codes are used once`,
  }));
  return faults.length > 0 ? { faults } : { value: areas };
}
