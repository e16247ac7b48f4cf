import type { Fault, Parsed } from '../fault.ts';
import { parseShape } from '../parse-shape.ts';
import { typeOf, type Item } from '../questionnaire/question-types/question-types.ts';
import {
  importMappingSchema,
  type ColumnMapping,
  type ImportMapping,
  type Meaning,
} from './import-mapping.ts';
import type { Form, Programme } from './programme.ts';
import { itemsByName } from '../questionnaire/questionnaire-variables.ts';
import { repeated } from '../repeated.ts';

type Report = (path: string, message: string) => void;

/** Reads an import mapping and holds it against the form whose questionnaire its rows become answers to. */
export function parseImportMapping(
  file: string,
  json: unknown,
  programme: Pick<Programme, 'forms'>,
): Parsed<ImportMapping> {
  const shape = parseShape(importMappingSchema, file, json);
  if (shape.faults) return shape;
  const mapping = shape.value;
  const faults: Fault[] = [];
  const report: Report = (path, message) => faults.push({ file, path, message });
  if (`${mapping.name}.json` !== file.split('/').at(-1)) {
    report('name', `is "${mapping.name}", but the file is ${file.split('/').at(-1)}; make them the same`);
  }
  const waves = Object.entries(mapping.wave.waves);
  for (const entry of ['id', 'period'] as const) {
    for (const { index, text } of repeated(waves.map(([, wave]) => wave[entry]))) {
      report(`wave.waves.${waves[index]![0]}.${entry}`, `"${text}" is another wave's already`);
    }
  }
  const form = programme.forms.find(({ name }) => name === mapping.form);
  if (form) reportItemFaults(mapping, form, report);
  else report('form', `names "${mapping.form}", which is no form of the programme`);
  return faults.length > 0 ? { faults } : { value: mapping };
}

function reportItemFaults(mapping: ImportMapping, { questionnaire }: Form, report: Report): void {
  const items = itemsByName(questionnaire);
  for (const [name, source] of Object.entries(mapping.items)) {
    const item = items.get(name);
    if (item) reportColumnFaults(source, item, `items.${name}`, report);
    else report(`items.${name}`, `is no item of the questionnaire "${questionnaire.name}"`);
  }
  for (const item of items.values()) {
    if (item.required !== true || Object.hasOwn(mapping.items, item.name)) continue;
    report('items', `lack "${item.name}", which the questionnaire requires; map it, or do not require it`);
  }
}

function reportColumnFaults(source: ColumnMapping, item: Item, path: string, report: Report): void {
  if (!source.codes && !source.range && !source.asTyped) {
    report(path, 'explains no cell; give codes, or a range of numbers, or both');
  }
  if (source.range && source.asTyped) report(path, 'has a range and is read as typed; give one of them');
  for (const [code, meaning] of Object.entries(source.codes ?? {})) {
    const message = meaningFault(meaning, item);
    if (message !== undefined) report(`${path}.codes.${code}`, message);
  }
  if (!source.range) return;
  const [lowest, highest] = source.range;
  if (lowest > highest) report(`${path}.range`, `begins at ${lowest}, above its end ${highest}`);
  for (const bound of source.range) {
    if (typeOf(item).check(item, bound) === undefined) continue;
    report(`${path}.range`, `has the bound ${bound}, which is no answer to "${item.name}"`);
  }
}

function meaningFault(meaning: Meaning, item: Item): string | undefined {
  if (meaning === null) {
    return item.required === true ? `leaves "${item.name}" unanswered, which is required` : undefined;
  }
  if (typeof meaning === 'object') {
    return item.missing?.[meaning.missing] === undefined
      ? `means "${meaning.missing}", which "${item.name}" does not offer`
      : undefined;
  }
  return typeOf(item).check(item, meaning) === undefined
    ? undefined
    : `means ${JSON.stringify(meaning)}, which is no answer to "${item.name}"`;
}
