import type { Fault, Parsed } from '../../fault.ts';
import { parseShape } from '../../parse-shape.ts';
import type { Option } from '../item.ts';
import { type Item } from '../question-types/question-types.ts';
import type { Questionnaire } from '../questionnaire.ts';
import { meaningFaults } from './meaning-faults.ts';
import { questionnaireFileSchema, type QuestionnaireFile } from './questionnaire-file.ts';

/** What a questionnaire may refer to outside its own file. */
export interface Lists {
  /** The areas of the programme, as the options of the question where one lives. */
  readonly areas: readonly Option[];
}

type ItemInFile = QuestionnaireFile['sections'][number]['items'][number];

/**
 * Reads a questionnaire file. All faults are reported at once, each with its path and what to do: first those
 * of shape; when the shape is right, those of meaning (names twice, conditions that look ahead, items nobody
 * can reach, and what each question type demands).
 *
 * @param file the name that faults carry
 * @param json the parsed content, from anyone
 */
export function parseQuestionnaire(file: string, json: unknown, lists: Lists): Parsed<Questionnaire> {
  const shape = parseShape(questionnaireFileSchema, file, json);
  if (shape.faults) return shape;
  const faults: Fault[] = [];
  const questionnaire = fillIn(shape.value, lists, (path, message) => faults.push({ file, path, message }));
  faults.push(...meaningFaults(file, questionnaire));
  return faults.length > 0 ? { faults } : { value: questionnaire };
}

type Report = (path: string, message: string) => void;

function fillIn(file: QuestionnaireFile, lists: Lists, report: Report): Questionnaire {
  const { sections, flags, scales, $schema: _, ...rest } = file;
  return {
    ...rest,
    flags: flags ?? [],
    sections: sections.map(({ shuffle, items, ...section }, sectionIndex) => ({
      ...section,
      isShuffled: shuffle ?? false,
      items: items.map((item, itemIndex) =>
        fillInItem(item, scales ?? {}, lists, (path, message) =>
          report(`sections[${sectionIndex}].items[${itemIndex}].${path}`, message),
        ),
      ),
    })),
  };
}

function fillInItem(
  item: ItemInFile,
  scales: NonNullable<QuestionnaireFile['scales']>,
  lists: Lists,
  report: Report,
): Item {
  if ('options' in item) {
    const { options } = item;
    if (Array.isArray(options)) return { ...item, options };
    if (lists.areas.length === 0) report('options', 'takes the areas, but the programme has none');
    return { ...item, options: [...lists.areas, ...(options.then ?? [])] };
  }
  if (!('scale' in item)) return item;
  const scale = Object.hasOwn(scales, item.scale) ? scales[item.scale] : undefined;
  if (scale) return { ...item, scale };
  const known = Object.keys(scales).join(', ') || 'none';
  report('scale', `names "${item.scale}", which is not among the scales (${known})`);
  const words = { 'zh-Hans': '', en: '' };
  return { ...item, scale: { lowest: 0, highest: 1, lowestLabel: words, highestLabel: words } };
}
