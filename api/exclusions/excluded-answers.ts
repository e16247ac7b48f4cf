import type { Answers } from '../../core/questionnaire/answer.ts';
import { flagsOf } from '../../core/questionnaire/routing.ts';
import type { Keys } from '../keys/keys.ts';
import { exportedIdOf } from '../keys/receipts.ts';
import type { Exclusion, Storage, StoredResponse, Wave } from '../storage/storage.ts';
import { pinnedWave } from '../programmes/pinned-wave.ts';

/** How an answer came, and nothing of what it says: who decides about it must not see the scores. */
export interface ExcludedAnswer {
  /** As in an export; the id itself is told to nobody. */
  readonly rowId: string;
  readonly channel: string;
  readonly mode: string;
  readonly disposition: string;
  readonly area?: string;
  readonly day?: string;
  readonly duration?: string;
  readonly isLate: boolean;
  /** Names of the flags it raised. */
  readonly flags: readonly string[];
}

export interface ExclusionShown extends Pick<Exclusion, 'id' | 'reason' | 'state' | 'askedAt' | 'decidedAt'> {
  /** Names of accounts. */
  readonly askedBy: string;
  readonly decidedBy?: string;
  readonly count: number;
  /** For those who may decide. */
  readonly answers?: readonly ExcludedAnswer[];
}

/** The exclusions of a wave, whatever became of them; with how their answers came for those who may decide. */
export async function shownExclusions(
  storage: Pick<Storage, 'exclusions' | 'responsesByIds' | 'user' | 'document'>,
  keys: Keys,
  wave: Wave,
  withAnswers: boolean,
): Promise<readonly ExclusionShown[]> {
  const exclusions = await storage.exclusions(wave.id);
  const nameOf = async (id: string) => (await storage.user(id))?.name ?? id;
  const shown: ExclusionShown[] = [];
  for (const { id, reason, state, askedAt, askedBy, decidedAt, decidedBy, responses } of exclusions) {
    const ids = JSON.parse(responses) as readonly string[];
    shown.push({
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
  return shown;
}

async function answersOf(
  storage: Pick<Storage, 'responsesByIds' | 'document'>,
  keys: Keys,
  wave: Wave,
  ids: readonly string[],
): Promise<readonly ExcludedAnswer[]> {
  const { form } = await pinnedWave(storage, wave);
  const flags = ({ answers }: StoredResponse) => flagsOf(form.questionnaire, JSON.parse(answers) as Answers);
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
