import * as v from 'valibot';
import type { Fault, Parsed } from '../fault.ts';
import { parseShape } from '../parse-shape.ts';
import { nameSchema } from '../questionnaire/item.ts';
import { localTextSchema } from '../questionnaire/local-text.ts';
import { daySchema } from '../questionnaire/day.ts';
import type { Department, DepartmentName } from './programme.ts';
import { repeated } from '../repeated.ts';

/** `departments.json`: who answers for what. The code stays; names come and go with reforms. */
export const departmentsFileSchema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  departments: v.array(
    v.strictObject({
      code: nameSchema,
      names: v.pipe(
        v.array(
          v.strictObject({
            name: localTextSchema,
            from: v.exactOptional(daySchema),
            to: v.exactOptional(daySchema),
          }),
        ),
        v.minLength(1),
      ),
      aliases: v.exactOptional(v.array(v.pipe(v.string(), v.minLength(1)))),
    }),
  ),
});

export function parseDepartments(file: string, json: unknown): Parsed<readonly Department[]> {
  const shape = parseShape(departmentsFileSchema, file, json);
  if (shape.faults) return shape;
  const departments = shape.value.departments.map((each) => ({ ...each, aliases: each.aliases ?? [] }));
  const faults = [
    ...codeFaults(file, departments),
    ...aliasFaults(file, departments),
    ...departments.flatMap(({ names }, index) => validityFaults(file, `departments[${index}].names`, names)),
  ];
  return faults.length > 0 ? { faults } : { value: departments };
}

function codeFaults(file: string, departments: readonly Department[]): readonly Fault[] {
  return repeated(departments.map(({ code }) => code)).map(({ index, text }) => ({
    file,
    path: `departments[${index}].code`,
    message: `"${text}" is the code of a department already; codes are used once`,
  }));
}

function aliasFaults(file: string, departments: readonly Department[]): readonly Fault[] {
  const places = departments.flatMap(({ aliases }, department) =>
    aliases.map((alias, index) => ({ alias, path: `departments[${department}].aliases[${index}]` })),
  );
  return repeated(places.map(({ alias }) => alias)).map(({ index, text }) => ({
    file,
    path: places[index]!.path,
    message: `"${text}" is an alias already; one alias stands for one department`,
  }));
}

/** A name without `from` was always in force, one without `to` still is. */
function validityFaults(file: string, path: string, names: readonly DepartmentName[]): readonly Fault[] {
  const faults: Fault[] = [];
  for (const [index, { from, to }] of names.entries()) {
    if (from !== undefined && to !== undefined && to < from) {
      faults.push({ file, path: `${path}[${index}].to`, message: `is before ${from}, the day it begins` });
      continue;
    }
    const other = names.slice(0, index).findIndex((before) => overlap(before, { from, to }));
    if (other < 0) continue;
    const message = `is in force on days on which names[${other}] is; end one before the other begins`;
    faults.push({ file, path: `${path}[${index}]`, message });
  }
  return faults;
}

interface Validity {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

function overlap(a: Validity, b: Validity): boolean {
  return !isBefore(a, b) && !isBefore(b, a);
}

function isBefore(a: Validity, b: Validity): boolean {
  return a.to !== undefined && b.from !== undefined && a.to < b.from;
}
