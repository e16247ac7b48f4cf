import type { Answers } from '../../core/questionnaire/answer.ts';
import { exportCells, variablesOf } from '../../core/questionnaire/coding.ts';
import { byteOrderMark, csvRow } from '../../core/csv.ts';
import type { Storage, StoredResponse, Wave } from '../storage/storage.ts';
import { pinnedWave } from './pin-programme.ts';

/**
 * All responses of a wave as of one moment, as a CSV file in the order of their ids, page by page: memory does
 * not grow with their number.
 */
export async function* exportResponses(storage: Storage, wave: Wave): AsyncGenerator<string> {
  const { form } = await pinnedWave(storage, wave);
  const variables = variablesOf(form.questionnaire).map(({ variable }) => variable.name);
  yield byteOrderMark + csvRow([...paradata.map(([name]) => name), ...variables]);
  for await (const page of storage.responsesOf(wave.id)) {
    yield page
      .map((response) => {
        const cells = exportCells(form.questionnaire, JSON.parse(response.answers) as Answers);
        return csvRow([...paradata.map(([, read]) => read(response) ?? ''), ...cells]);
      })
      .join('');
  }
}

const paradata: readonly (readonly [
  string,
  (response: StoredResponse) => string | number | boolean | undefined,
])[] = [
  ['response_id', (response) => response.id],
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
