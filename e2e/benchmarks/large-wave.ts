import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { heldContentOf } from '../../api/keys/held-answers.ts';
import type { Keys } from '../../api/keys/keys.ts';
import { openKeys } from '../../api/keys/open-keys.ts';
import { formerContentHashOf } from '../../api/keys/response-hashes.ts';
import { openSqliteStorage } from '../../api/storage/sqlite/open-sqlite-storage.ts';
import type { ResponseToRecord } from '../../api/storage/storage.ts';
import { canonicalJson } from '../../core/canonical-json.ts';
import { databaseFile } from '../trials/server.ts';
import { newResponse, type SurveyAddress } from '../trials/survey.ts';

const BATCH = 2000;
const UNITS_OF_A_STREET = 200;

/** Fills a wave with invited answers from some streets and many primary units, behind the server's back. */
export async function fillWithInvited(
  folder: string,
  survey: SurveyAddress,
  streets: readonly string[],
  count: number,
): Promise<void> {
  const storage = await openSqliteStorage(databaseFile(folder));
  const keys = await openKeys(storage, join(folder, 'keys.json'));
  for (let stored = 0, unit = 0; stored < count; stored += BATCH, unit += 1) {
    const street = streets[unit % streets.length]!;
    const size = Math.min(BATCH, count - stored);
    const frame = { stratum: street, primaryUnit: `${street}-${unit % UNITS_OF_A_STREET}`, weight: 20 };
    const tokens = Array.from({ length: size }, () => `bench ${randomUUID()}`);
    await storage.addInvitations(
      { id: randomUUID(), wave: survey.wave, name: 'bench', createdAt: Date.now(), ...frame },
      tokens,
    );
    const outcomes = await storage.recordResponses(
      tokens.map((token) => responseOf(keys, survey, street, frame, token)),
    );
    const refused = outcomes.find((outcome) => outcome !== 'recorded');
    if (refused) throw new Error(`an answer was not stored: ${refused}`);
  }
  await storage.close();
}

function responseOf(
  keys: Keys,
  { wave, questionnaire }: SurveyAddress,
  street: string,
  frame: { readonly stratum: string; readonly primaryUnit: string; readonly weight: number },
  invitation: string,
): ResponseToRecord {
  const { id, answers } = newResponse(1 + Math.floor(Math.random() * 10));
  const text = canonicalJson({ ...answers, S3_street: street });
  const content = { answers: text, channel: 'invitation', disposition: 'complete', questionnaire } as const;
  const response = {
    ...content,
    ...frame,
    wave,
    id,
    contentHash: formerContentHashOf(content),
    recordHash: `benchmark.${id}`,
    mode: 'web',
    language: 'zh-Hans',
    area: street,
    localDay: '2026-11-21',
    isLate: false,
  };
  return { response, invitation, held: heldContentOf(keys, response) };
}
