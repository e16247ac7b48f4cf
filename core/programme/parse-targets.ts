import * as v from 'valibot';
import type { Fault, Parsed } from '../fault.ts';
import { isTrend, levelKindOf } from '../judgement/operators/operators.ts';
import { parseShape } from '../parse-shape.ts';
import { measureFaults, rangeOfMeasure } from './measure-faults.ts';
import { kindOfPeriod } from './period.ts';
import type { Department, Form } from './programme.ts';
import { repeated } from '../repeated.ts';
import { targetSchema, type Target, type TargetOperator } from './target.ts';

/** `targets.json`: what has been promised, each bound to one exact figure. */
export const targetsFileSchema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  targets: v.array(targetSchema),
});

/** What could not be read is left out (or listed as unreadable): its own faults are enough. */
export interface TargetSurroundings {
  readonly departments: readonly Department[] | undefined;
  readonly forms: readonly Form[] | undefined;
  readonly unreadableForms: ReadonlySet<string>;
}

export function parseTargets(
  file: string,
  json: unknown,
  surroundings: TargetSurroundings,
): Parsed<readonly Target[]> {
  const shape = parseShape(targetsFileSchema, file, json);
  if (shape.faults) return shape;
  const { targets } = shape.value;
  const faults: Fault[] = repeated(targets.map(({ name }) => name)).map(({ index, text }) => ({
    file,
    path: `targets[${index}].name`,
    message: `"${text}" is a target already; names are used once`,
  }));
  for (const [index, target] of targets.entries()) {
    const report = (path: string, message: string) =>
      faults.push({ file, path: `targets[${index}].${path}`, message });
    if (surroundings.departments) reportDepartmentFaults(target, surroundings.departments, report);
    const { measure } = target;
    if (!surroundings.forms || surroundings.unreadableForms.has(measure.form)) continue;
    const form = surroundings.forms.find(({ name }) => name === measure.form);
    if (!form) {
      report('measure.form', `names "${measure.form}", which is no form of programme.json`);
      continue;
    }
    for (const message of measureFaults(measure, form)) report('measure.of', message);
    for (const message of operatorFaults(target.operator, rangeOfMeasure(measure, form))) {
      report('operator', message);
    }
  }
  return faults.length > 0 ? { faults } : { value: targets };
}

type Report = (path: string, message: string) => void;

function reportDepartmentFaults(target: Target, departments: readonly Department[], report: Report): void {
  for (const [index, code] of target.departments.entries()) {
    if (departments.some((department) => department.code === code)) continue;
    report(`departments[${index}]`, `names the department "${code}", which departments.json lacks`);
  }
}

function operatorFaults(
  operator: TargetOperator,
  [lowest, highest]: readonly [number, number],
): readonly string[] {
  if (isTrend(operator)) return 'base' in operator || 'periods' in operator ? termFaults(operator) : [];
  const beyond = (['threshold', 'lowest', 'highest'] as const).flatMap((name) => {
    const end = name in operator ? (operator as Readonly<Record<string, unknown>>)[name] : undefined;
    if (typeof end !== 'number' || (end >= lowest && end <= highest)) return [];
    const what = name === 'threshold' ? name : `${name} value`;
    return [`has the ${what} ${end}, but the figure lies between ${lowest} and ${highest}`];
  });
  return [...beyond, ...(levelKindOf(operator).faults?.(operator) ?? [])];
}

/** Periods of one kind, each after the one before, so that nobody chooses afterwards which pairs were meant. */
function termFaults({ base, periods }: { readonly base?: string; readonly periods?: readonly string[] }) {
  if (base === undefined && periods === undefined) return [];
  if (base === undefined) return ['has periods and no base; say which period they are measured from'];
  if (periods === undefined) return [`has the base ${base} and no periods; say which are to be better`];
  const all = [base, ...periods];
  const other = all.find((period) => kindOfPeriod(period) !== kindOfPeriod(base));
  if (other !== undefined) {
    return [`has the base ${base} and the period ${other}, which is no ${kindOfPeriod(base)}`];
  }
  return all
    .slice(1)
    .flatMap((period, place) =>
      period > all[place]!
        ? []
        : [`has the period ${period} after ${all[place]}; put them in order, each once`],
    );
}
