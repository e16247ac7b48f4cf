import { canonicalJson } from '../../core/canonical-json.ts';
import { auditEvent, type Doer } from '../access/audit-event.ts';
import { existingWave, pinnedWave } from '../programmes/pinned-wave.ts';
import type { Deps } from '../deps.ts';
import { isErasedAnswer, type StoredAnswers, withoutTexts } from '../keys/response-hashes.ts';
import type { ErasedTexts, Retention, Wave } from '../storage/storage.ts';

/** What was erased of a wave: how many texts of each item, and how many invitations lost what they were known by. */
export interface Erased {
  readonly wave: string;
  readonly texts: Readonly<Record<string, number>>;
  readonly invitations: number;
}

const BATCH = 500;

/** Those whose day has come: the last day on which texts and invitations are kept is over. */
export function dueRetentions(all: readonly Retention[], today: string): readonly Retention[] {
  return all.filter(({ until, erasedAt }) => erasedAt === undefined && until < today);
}

/**
 * Why texts of this wave cannot be erased yet, or nothing. A survey must be sealed: to a closed one answers are still
 * on their way, and a text that came after the erasing would stay.
 */
export function whyNotErasable({ id, state, kind, sealedAt }: Wave): string | undefined {
  if (state !== 'closed' && state !== 'published')
    return `Wave ${id} is ${state}: close it before its texts are erased.`;
  if (kind === 'survey' && sealedAt === undefined)
    return `Wave ${id} is closed and not sealed: answers may be on their way. The service seals it after half an hour.`;
  return undefined;
}

/**
 * Erases the free texts of a wave, and what its invitations were known by. Coded answers stay, because figures are
 * computed from them; in the place of each text stands the hash that stood for it in the hash of the answers, so
 * that everything can still be verified. Batches keep how many were issued and used. Interrupted, it is done again.
 */
export async function retainWave(
  { storage, keys, clock }: Pick<Deps, 'storage' | 'keys' | 'clock'>,
  id: string,
  by: Doer,
): Promise<Erased> {
  const wave = await existingWave(storage, id);
  const whyNot = whyNotErasable(wave);
  if (whyNot !== undefined) throw new Error(whyNot);
  const { textItems } = await pinnedWave(storage, wave);
  const texts: Record<string, number> = {};
  let waiting: ErasedTexts[] = [];
  const flush = async () => {
    if (waiting.length > 0) await storage.eraseTexts(id, waiting);
    waiting = [];
  };
  for await (const page of storage.responsesOf(id)) {
    for (const response of page) {
      const erased = withoutTexts(keys, response, JSON.parse(response.answers) as StoredAnswers, textItems);
      for (const [item, answer] of Object.entries(erased)) {
        if (isErasedAnswer(answer)) texts[item] = (texts[item] ?? 0) + 1;
      }
      const answers = canonicalJson(erased);
      if (answers !== response.answers) waiting.push({ id: response.id, answers });
      if (waiting.length >= BATCH) await flush();
    }
  }
  await flush();
  const batches = await storage.invitationBatches(id);
  const invitations = batches.reduce((sum, { issued }) => sum + issued, 0);
  const event = auditEvent({ clock }, by, 'wavePersonalDataRemoved', id, { texts, invitations });
  await storage.finishRetention(id, clock(), event);
  return { wave: id, texts, invitations };
}
