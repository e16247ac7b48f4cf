import * as v from 'valibot';
import type { Fault, Parsed } from '../fault.ts';
import { parseShape } from '../parse-shape.ts';
import type { Questionnaire } from '../questionnaire/questionnaire.ts';
import { parseQuestionnaire } from '../questionnaire/parse/parse-questionnaire.ts';
import { flagFaults } from './flag-faults.ts';
import { languageFaults } from './language-faults.ts';
import { parseAreas } from './parse-areas.ts';
import { parseDepartments } from './parse-departments.ts';
import { stackedQuestionnaire } from './frames.ts';
import { parseIndex, type ParsedIndex } from './parse-index.ts';
import { parseMargins } from './parse-margins.ts';
import { planFaults, unplannedFaults } from './plan-faults.ts';
import { parseTargets } from './parse-targets.ts';
import { definingLanguages, languagesAsked } from './programme-languages.ts';
import { programmeFileSchema, type ProgrammeFile } from './programme-file.ts';
import type { Area, Department, Form, PopulationMargin, Programme } from './programme.ts';
import { repeated } from '../repeated.ts';

/** Parsed JSON by path, each path beginning with the programme's folder: `airport/programme.json`. */
export type ProgrammeFiles = ReadonlyMap<string, unknown>;

/**
 * Reads a programme's folder and holds its files against each other. The faults of all files come at once;
 * what depends on a file that could not be read is not complained about a second time.
 *
 * Files under `imports/` are no part of the programme (`parseImportMapping` reads them), nor is the
 * `simulation.json` of a simulated one.
 */
export function parseProgramme(files: ProgrammeFiles): Parsed<Programme> {
  const folder = [...files.keys()][0]?.split('/')[0] ?? '';
  const faults: Fault[] = [];
  const at = (name: string) => `${folder}/${name}`;
  const keep = <Value>(parsed: Parsed<Value>): Value | undefined => {
    faults.push(...(parsed.faults ?? []));
    return parsed.value;
  };
  const read = <Value>(name: string, parse: (file: string, json: unknown) => Parsed<Value>) => {
    if (files.has(at(name))) return keep(parse(at(name), files.get(at(name))));
    faults.push({ file: at(name), path: '', message: 'is missing; every programme has this file' });
    return undefined;
  };

  const programme = read('programme.json', (file, json) => parseShape(programmeFileSchema, file, json));
  if (programme) faults.push(...programmeFaults(at('programme.json'), programme, folder));
  if (programme) faults.push(...untranslatedFaults(files, folder, programme));
  const areas = read('areas.json', parseAreas);
  const departments = read('departments.json', parseDepartments);
  const formsAsked = (programme?.forms ?? []).map((form, place): FormAsked => {
    const faultsBefore = faults.length;
    faults.push(...fileFaults(files, folder, form, place));
    const areNamed = faults.length === faultsBefore;
    return { ...form, areNamed, asks: keep(questionnaireOf(files, folder, form, areas)) };
  });
  const forms = parsedForms(formsAsked, files, folder, departments, keep);
  const readable = forms.flatMap(({ form }) => (form ? [form] : []));
  // Targets look at all that the forms of an index ask together.
  const measured = readable.map((form) => ({ ...form, questionnaire: askedTogether(form, readable) }));
  const targets = read('targets.json', (file, json) =>
    parseTargets(file, json, {
      departments,
      forms: programme && measured,
      unreadableForms: new Set(forms.filter(({ form }) => !form).map(({ name }) => name)),
    }),
  );
  // A questionnaire of several forms is complained about once.
  for (const [name, questionnaire] of new Map(
    readable.map((form) => [form.questionnaire.name, form.questionnaire]),
  )) {
    faults.push(...flagFaults(at(`questionnaires/${name}.json`), questionnaire, readable, targets ?? []));
  }
  const margins = files.has(at('margins.json'))
    ? read('margins.json', (file, json) => parseMargins(file, json, readable))
    : [];
  if (programme) faults.push(...strayFileFaults(files, folder, programme));
  if (programme && margins) faults.push(...rakingFaults(at('programme.json'), programme, margins));
  if (programme) {
    // An item of a form that could not be read is not complained about.
    const allForms = readable.length === programme.forms.length ? readable : [];
    faults.push(...planFaults(at('programme.json'), programme.settings.plan, { areas, forms: allForms }));
    const shares = programme.settings.plan.items ?? {};
    faults.push(...unplannedFaults(at('targets.json'), targets ?? [], measured, shares));
  }

  if (faults.length > 0 || !programme || !areas || !departments || !targets || !margins) return { faults };
  const { name, title, from, timeZone, languages, addedLanguages, isSimulated = false, settings } = programme;
  const asked = { ...(languages && { languages }), ...(addedLanguages && { addedLanguages }) };
  const parts = { settings, areas, departments, targets, margins, forms: readable };
  return { value: { name, title, from, timeZone, ...asked, isSimulated, ...parts } };
}

/** Residents read questionnaires and areas in every language they are asked in, the rest is for staff. */
function untranslatedFaults(
  files: ProgrammeFiles,
  folder: string,
  programme: ProgrammeFile,
): readonly Fault[] {
  const [asked, defining] = [languagesAsked(programme), definingLanguages(programme)];
  return [...files].flatMap(([file, json]) => {
    const name = file.slice(folder.length + 1);
    if (name.startsWith('imports/') || name === 'simulation.json') return [];
    const isAsked = name.startsWith('questionnaires/') || name === 'areas.json';
    return languageFaults(file, json, isAsked ? asked : defining);
  });
}

/** What weights are raked to must have a margin, once; a bound is one of raked weights. */
function rakingFaults(
  file: string,
  { settings: { rakeTo = [], trimTo } }: ProgrammeFile,
  margins: readonly PopulationMargin[],
): readonly Fault[] {
  const path = (index: number) => `settings.rakeTo[${index}]`;
  const twice = repeated(rakeTo).map(({ index, text }) => ({
    file,
    path: path(index),
    message: `"${text}" is named already; a margin is raked to once`,
  }));
  const unknown = rakeTo.flatMap((item, index) =>
    margins.some((margin) => margin.item === item)
      ? []
      : [{ file, path: path(index), message: `"${item}" has no margin; add its totals to margins.json` }],
  );
  const unraked = 'bounds weights that are raked; name what they are raked to in rakeTo, or take it out';
  const bound =
    trimTo === undefined || rakeTo.length > 0 ? [] : [{ file, path: 'settings.trimTo', message: unraked }];
  return [...twice, ...unknown, ...bound];
}

function programmeFaults(file: string, programme: ProgrammeFile, folder: string): readonly Fault[] {
  const faults: Fault[] = repeated(programme.forms.map(({ name }) => name)).map(({ index, text }) => ({
    file,
    path: `forms[${index}].name`,
    message: `"${text}" is a form already; names are used once`,
  }));
  if (programme.name !== folder) {
    const message = `is "${programme.name}", but the folder is "${folder}"; make them the same`;
    faults.push({ file, path: 'name', message });
  }
  const twice = (programme.addedLanguages ?? []).filter((each) =>
    definingLanguages(programme).includes(each),
  );
  if (twice.length > 0) {
    const message = `has ${twice.join(', ')}, asked in from the start; name a language once`;
    faults.push({ file, path: 'addedLanguages', message });
  }
  return faults;
}

type FormNamed = ProgrammeFile['forms'][number];

/** A form of the file with what it asks, where that could be read. */
interface FormAsked extends FormNamed {
  /** Both its files are there, under their own names. */
  readonly areNamed: boolean;
  readonly asks: Questionnaire | undefined;
}

function fileFaults(
  files: ProgrammeFiles,
  folder: string,
  { questionnaire, index }: FormNamed,
  place: number,
): readonly Fault[] {
  return [
    ...nameFaults(
      files,
      questionnaireFile(folder, questionnaire),
      questionnaire,
      `forms[${place}].questionnaire`,
      folder,
    ),
    ...nameFaults(files, indexFile(folder, index), index, `forms[${place}].index`, folder),
  ];
}

function questionnaireOf(
  files: ProgrammeFiles,
  folder: string,
  { questionnaire }: FormNamed,
  areas: readonly Area[] | undefined,
): Parsed<Questionnaire> | Parsed<undefined> {
  const file = questionnaireFile(folder, questionnaire);
  if (!files.has(file)) return { value: undefined };
  // Without readable areas a place-holder keeps the rest of the questionnaire worth checking.
  const unreadable = [{ code: 'unreadable', label: { 'zh-Hans': '-' } }];
  const lists = { areas: (areas ?? unreadable).map(({ code, label }) => ({ code, label })) };
  return parseQuestionnaire(file, files.get(file), lists);
}

/** An index is held against all that the forms which name it ask together; it is complained about once. */
function parsedForms(
  asked: readonly FormAsked[],
  files: ProgrammeFiles,
  folder: string,
  departments: readonly Department[] | undefined,
  keep: <Value>(parsed: Parsed<Value>) => Value | undefined,
): readonly { readonly name: string; readonly form: Form | undefined }[] {
  const codes = departments && new Set(departments.map(({ code }) => code));
  const indices = new Map<string, ParsedIndex | undefined>();
  for (const name of new Set(asked.map(({ index }) => index))) {
    const file = indexFile(folder, name);
    const questionnaires = asked.filter(({ index }) => index === name).map(({ asks }) => asks);
    if (!files.has(file) || !questionnaires.every((each) => each !== undefined)) continue;
    const questionnaire = stackedQuestionnaire(questionnaires);
    indices.set(
      name,
      keep(parseIndex(file, files.get(file), { questionnaire, ...(codes && { departments: codes }) })),
    );
  }
  return asked.map(({ name, index, asks, areNamed }) => {
    const parsed = indices.get(index);
    return { name, form: asks && parsed && areNamed ? { name, questionnaire: asks, ...parsed } : undefined };
  });
}

function askedTogether({ index }: Form, forms: readonly Form[]): Questionnaire {
  return stackedQuestionnaire(
    forms.filter((form) => form.index.name === index.name).map(({ questionnaire }) => questionnaire),
  );
}

const questionnaireFile = (folder: string, name: string) => `${folder}/questionnaires/${name}.json`;
const indexFile = (folder: string, name: string) => `${folder}/indices/${name}.json`;

const named = v.object({ name: v.string() });

/** The file a form names must be there and say the same name inside. */
function nameFaults(
  files: ProgrammeFiles,
  file: string,
  name: string,
  path: string,
  folder: string,
): readonly Fault[] {
  if (!files.has(file)) {
    const message = `names "${name}", but there is no file ${file}; write it or correct the name`;
    return [{ file: `${folder}/programme.json`, path, message }];
  }
  const content = v.safeParse(named, files.get(file));
  if (!content.success || content.output.name === name) return [];
  const message = `is "${content.output.name}", but the file is ${name}.json; make them the same`;
  return [{ file, path: 'name', message }];
}

const singleFiles = ['programme.json', 'areas.json', 'departments.json', 'targets.json', 'margins.json'];

/** A file nothing reads is most likely misspelled, and its author believes that it counts. */
function strayFileFaults(files: ProgrammeFiles, folder: string, programme: ProgrammeFile): readonly Fault[] {
  const expected = new Set([
    ...singleFiles,
    ...(programme.isSimulated === true ? ['simulation.json'] : []),
    ...programme.forms.flatMap(({ questionnaire, index }) => [
      `questionnaires/${questionnaire}.json`,
      `indices/${index}.json`,
    ]),
  ]);
  return [...files.keys()]
    .filter((file) => {
      const name = file.slice(folder.length + 1);
      return !expected.has(name) && !name.startsWith('imports/');
    })
    .map((file) => ({
      file,
      path: '',
      message: 'is read by nothing; name it in programme.json, or take it out',
    }));
}
