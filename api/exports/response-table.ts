import {
  type Answer,
  type Answers,
  answerTo,
  isMissingAnswer,
  type MissingReason,
} from '../../core/questionnaire/answer.ts';
import { stackedQuestionnaire } from '../../core/programme/frames.ts';
import { cellsOf } from '../../core/questionnaire/coding.ts';
import { type Item, typeOf } from '../../core/questionnaire/question-types/question-types.ts';
import { itemsOfQuestionnaire } from '../../core/questionnaire/questionnaire.ts';
import type { Keys } from '../keys/keys.ts';
import { exportedIdOf } from '../keys/receipts.ts';
import { LEAST_TOLD, type Storage, type StoredResponse, type Wave } from '../storage/storage.ts';
import { pinnedWave, type PinnedWave } from '../programmes/pinned-wave.ts';
import type { Cell, MakePart, ResponseTable } from './table.ts';

/**
 * All responses of a wave as of one moment, as a table in the order of their ids, page by page: memory does not grow
 * with their number. The ids themselves, from which phones and receipts come, are not told.
 *
 * Of a wave that is not sealed: those of the open link, in whole groups of 20. Answers by invitation are not in it
 * before all of their unit can be: who knows which of it came between two files could tell them apart by their unit.
 */
export async function responseTable(
  storage: Pick<Storage, 'document' | 'responsesOf' | 'countResponsesInGroups'>,
  keys: Keys,
  wave: Wave,
): Promise<ResponseTable> {
  const pinned = await pinnedWave(storage, wave);
  const asked = stackedQuestionnaire(pinned.forms.map(({ form }) => form.questionnaire));
  const before = [...paradata, ...(pinned.forms.length > 1 ? drawOf(pinned) : [])];
  const items = itemsOfQuestionnaire(asked).map((item) => ({
    item,
    columns: typeOf(item)
      .variables(item)
      .map(({ name }) => name),
  }));
  return {
    columns: ['row_id', ...before.map(([name]) => name), ...items.flatMap(({ columns }) => columns)],
    async *pages<Made>(make: MakePart<Made>) {
      const ofParadata = before.map(([name, read]) => ({
        read,
        make: remembered((value: Cell) => make([name], [value])),
      }));
      const ofItems = items.map(({ item, columns }) => ({
        name: item.name,
        make: partMaker(item, (cells) => make(columns, cells)),
      }));
      for await (const page of responsesToTell(storage, wave)) {
        yield page.map((response) => {
          const row = new Array<Made>(1 + ofParadata.length + ofItems.length);
          let at = 0;
          row[at++] = make(['row_id'], [exportedIdOf(keys, wave.id, response.id)]);
          for (const { read, make } of ofParadata) row[at++] = make(read(response) ?? null);
          const answers = JSON.parse(response.answers) as Answers;
          for (const { name, make } of ofItems) row[at++] = make(answerTo(answers, name));
          return row;
        });
      }
    },
  };
}

async function* responsesToTell(
  storage: Pick<Storage, 'responsesOf' | 'countResponsesInGroups'>,
  wave: Wave,
): AsyncGenerator<readonly StoredResponse[]> {
  if (wave.kind === 'imported' || wave.sealedDigest !== undefined) {
    yield* storage.responsesOf(wave.id);
    return;
  }
  const { openUntil } = await storage.countResponsesInGroups(wave.id, LEAST_TOLD);
  yield* storage.responsesOf(wave.id, openUntil);
}

type Paradatum = readonly [string, (response: StoredResponse) => string | number | boolean | undefined];

/** Where a wave asks several forms, which of them it was, and with which probability it was drawn. */
function drawOf({ formByHash }: PinnedWave): readonly Paradatum[] {
  return [
    ['form', ({ questionnaire }) => formByHash(questionnaire)?.form.name],
    ['form_probability', ({ formProbability }) => formProbability],
  ];
}

/** Columns that say how a response came, behind its id. */
const paradata: readonly Paradatum[] = [
  ['channel', (response) => response.channel],
  ['mode', (response) => response.mode],
  ['language', (response) => response.language],
  ['disposition', (response) => response.disposition],
  ['local_day', (response) => response.localDay],
  ['is_late', (response) => response.isLate],
  ['duration_band', (response) => response.durationBand],
  ['area', (response) => response.area],
  ['stratum', (response) => response.stratum],
  ['primary_unit', (response) => response.primaryUnit],
  ['design_weight', (response) => response.weight],
];

function partMaker<Made>(
  item: Item,
  make: (cells: readonly Cell[]) => Made,
): (answer: Answer | undefined) => Made {
  const columns = typeOf(item).variables(item);
  const alike = (cell: Cell) => make(columns.map(() => cell));
  const absent = alike(null);
  const given = remembered((answer: Answer) => make(cellsOf(item, answer)));
  const missing = remembered((reason: MissingReason) => alike({ missing: reason }));
  return (answer) => {
    if (answer === undefined) return absent;
    if (typeof answer !== 'object') return given(answer);
    return isMissingAnswer(answer) ? missing(answer.missing) : make(cellsOf(item, answer));
  };
}

const MOST_REMEMBERED = 1000;

/** For values that are told apart by `===`; free texts and numbers are remembered up to a limit. */
function remembered<Value, Made>(make: (value: Value) => Made): (value: Value) => Made {
  const known = new Map<Value, Made>();
  return (value) => {
    let made = known.get(value);
    if (made === undefined) {
      made = make(value);
      if (known.size < MOST_REMEMBERED) known.set(value, made);
    }
    return made;
  };
}
