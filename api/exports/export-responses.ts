import {
  type Answer,
  type Answers,
  answerTo,
  isMissingAnswer,
  type MissingReason,
} from '../../core/questionnaire/answer.ts';
import { cellsOf, variablesOf } from '../../core/questionnaire/coding.ts';
import type { Item } from '../../core/questionnaire/question-types/question-types.ts';
import { itemsOfQuestionnaire } from '../../core/questionnaire/questionnaire.ts';
import { byteOrderMark, csvCell, csvCells, csvRow, rowEnd } from '../../core/csv.ts';
import type { Keys } from '../keys/keys.ts';
import { exportedIdOf } from '../keys/receipts.ts';
import { LEAST_TOLD, type Storage, type StoredResponse, type Wave } from '../storage/storage.ts';
import { pinnedWave } from '../programmes/pinned-wave.ts';

/**
 * All responses of a wave as of one moment, as a CSV file in UTF-8 in the order of their ids, page by page: memory does
 * not grow with their number. The ids themselves, from which phones and receipts come, are not told.
 *
 * Of a wave that is not sealed: those of the open link, in whole groups of 20. Answers by invitation are not in it
 * before all of their unit can be: who knows which of it came between two files could tell them apart by their unit.
 */
export async function* exportResponses(
  storage: Pick<Storage, 'document' | 'responsesOf' | 'countResponsesInGroups'>,
  keys: Keys,
  wave: Wave,
): AsyncGenerator<Uint8Array> {
  const { form } = await pinnedWave(storage, wave);
  const variables = variablesOf(form.questionnaire).map(({ variable }) => variable.name);
  const items = itemsOfQuestionnaire(form.questionnaire).map((item) => ({
    name: item.name,
    write: answerWriter(item),
  }));
  const paradataWriters = paradata.map(([, read]) => ({ read, write: remembered(csvCell) }));
  const names = ['row_id', ...paradata.map(([name]) => name), ...variables];
  yield Buffer.from(byteOrderMark + csvRow(names));
  for await (const page of responsesToTell(storage, wave)) {
    let text = '';
    for (const response of page) {
      const answers = JSON.parse(response.answers) as Answers;
      text += csvCell(exportedIdOf(keys, wave.id, response.id));
      for (const { read, write } of paradataWriters) text += `,${write(read(response) ?? '')}`;
      for (const { name, write } of items) text += `,${write(answerTo(answers, name))}`;
      text += rowEnd;
    }
    yield Buffer.from(text);
  }
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

/** Columns that say how a response came, behind its id. */
const paradata: readonly (readonly [
  string,
  (response: StoredResponse) => string | number | boolean | undefined,
])[] = [
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

/** To most items a million people give the same few answers; each is made into cells once. */
function answerWriter(item: Item): (answer: Answer | undefined) => string {
  const write = (answer: Answer | undefined) => csvCells(cellsOf(item, answer));
  const ofPlainAnswer = remembered(write);
  const ofMissingAnswer = remembered((missing: MissingReason) => write({ missing }));
  return (answer) => {
    if (typeof answer !== 'object') return ofPlainAnswer(answer);
    return isMissingAnswer(answer) ? ofMissingAnswer(answer.missing) : write(answer);
  };
}

const MOST_REMEMBERED = 1000;

/** For values that are told apart by `===`; free texts and numbers are remembered up to a limit. */
function remembered<Value>(write: (value: Value) => string): (value: Value) => string {
  const known = new Map<Value, string>();
  return (value) => {
    let text = known.get(value);
    if (text === undefined) {
      text = write(value);
      if (known.size < MOST_REMEMBERED) known.set(value, text);
    }
    return text;
  };
}
