import { contentHash } from '../../core/content-hash.ts';
import type { ImportMapping } from '../../core/programme/import-mapping.ts';
import { mapRow } from '../../core/programme/map-row.ts';
import { checkResponse } from '../../core/questionnaire/check-response.ts';
import { followRoute } from '../../core/questionnaire/routing.ts';
import type { Form } from '../../core/programme/programme.ts';
import type { Keys } from '../keys/keys.ts';
import { textItemsOf, withHashes } from '../keys/response-hashes.ts';
import type { StoredResponse } from '../storage/storage.ts';
import type { CsvRow } from './read-csv.ts';

/** One row as the response it stands for, or the reasons why it is none. */
export type CheckedRow =
  | { readonly response: StoredResponse; readonly reasons?: undefined }
  | { readonly reasons: readonly string[]; readonly response?: undefined };

/**
 * Turns a row into a response by a mapping. What a respondent's phone must pass, a row must pass too: the
 * same `checkResponse`, save that a past survey may have left out what is required today.
 */
export function rowChecker(mapping: ImportMapping, form: Form, keys: Keys): (row: CsvRow) => CheckedRow {
  const questionnaire = contentHash(form.questionnaire);
  const textItems = textItemsOf(form.questionnaire);
  return ({ cells }) => {
    const mapped = mapRow(mapping, form.questionnaire, cells);
    if (mapped.problems) return { reasons: mapped.problems };
    const { answers: given, waveKey, idParts, ...row } = mapped;
    const wave = mapping.wave.waves[waveKey];
    if (!wave) return { reasons: [`belongs to "${waveKey}", which is no wave of the mapping`] };
    const issues = checkResponse(form.questionnaire, given).filter(({ code }) => code !== 'required');
    if (issues.length > 0) {
      return { reasons: issues.map(({ item, code, parameters }) => describe(item, code, parameters)) };
    }
    const { answers } = followRoute(form.questionnaire, given);
    const response = {
      ...row,
      wave: wave.id,
      id: idParts.join('/'),
      questionnaire,
      channel: 'imported' as const,
      disposition: 'complete' as const,
      isLate: false,
    };
    return { response: withHashes(keys, response, answers, textItems) };
  };
}

function describe(item: string, code: string, parameters: object | undefined): string {
  return parameters ? `${item}: ${code} ${JSON.stringify(parameters)}` : `${item}: ${code}`;
}
