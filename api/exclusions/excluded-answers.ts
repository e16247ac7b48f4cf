import type * as v from 'valibot';
import type { Answers } from '../../core/questionnaire/answer.ts';
import { flagsOf } from '../../core/questionnaire/routing.ts';
import type { Keys } from '../keys/keys.ts';
import { exportedIdOf } from '../keys/receipts.ts';
import type { Storage, StoredResponse, Wave } from '../storage/storage.ts';
import type { exclusionsReply } from './exclusion-replies.ts';
import { pinnedWave } from '../programmes/pinned-wave.ts';

type ExclusionForStaff = Readonly<v.InferOutput<typeof exclusionsReply>[number]>;
type ExcludedAnswer = NonNullable<ExclusionForStaff['answers']>[number];

/** The exclusions of a wave, whatever became of them; with how their answers came for those who may decide. */
export async function exclusionsForStaff(
  storage: Pick<Storage, 'exclusions' | 'responsesByIds' | 'user' | 'document'>,
  keys: Keys,
  wave: Wave,
  withAnswers: boolean,
): Promise<readonly ExclusionForStaff[]> {
  const exclusions = await storage.exclusions(wave.id);
  const nameOf = async (id: string) => (await storage.user(id))?.name ?? id;
  const told: ExclusionForStaff[] = [];
  for (const { id, reason, state, askedAt, askedBy, decidedAt, decidedBy, responses } of exclusions) {
    const ids = JSON.parse(responses) as readonly string[];
    told.push({
      id,
      reason,
      state,
      askedAt,
      askedBy: await nameOf(askedBy),
      ...(decidedAt === undefined ? {} : { decidedAt }),
      ...(decidedBy === undefined ? {} : { decidedBy: await nameOf(decidedBy) }),
      count: ids.length,
      ...(withAnswers ? { answers: await answersOf(storage, keys, wave, ids) } : {}),
    });
  }
  return told;
}

async function answersOf(
  storage: Pick<Storage, 'responsesByIds' | 'document'>,
  keys: Keys,
  wave: Wave,
  ids: readonly string[],
): Promise<readonly ExcludedAnswer[]> {
  const { forms, formByHash } = await pinnedWave(storage, wave);
  const flags = ({ questionnaire, answers }: StoredResponse) => {
    const { form } = formByHash(questionnaire) ?? forms[0];
    return flagsOf(form.questionnaire, JSON.parse(answers) as Answers);
  };
  return (await storage.responsesByIds(wave.id, ids))
    .map((response) => ({
      rowId: exportedIdOf(keys, wave.id, response.id),
      channel: response.channel,
      mode: response.mode,
      disposition: response.disposition,
      ...(response.area === undefined ? {} : { area: response.area }),
      ...(response.localDay === undefined ? {} : { day: response.localDay }),
      ...(response.durationBand === undefined ? {} : { duration: response.durationBand }),
      isLate: response.isLate,
      flags: flags(response),
    }))
    .sort((a, b) => (a.rowId < b.rowId ? -1 : 1));
}
