import { languagesAsked } from '../../core/programme/programme-languages.ts';
import { beginningOf } from '../../core/questionnaire/beginning-of.ts';
import {
  nearestLanguage,
  otherLanguages,
  textIn,
  type Language,
  type LocalText,
} from '../../core/questionnaire/local-text.ts';
import { hashToken } from '../access/token.ts';
import type { Deps } from '../deps.ts';
import { hasBeenOpen } from '../fieldwork/remembered-waves.ts';
import type { RespondModel } from '../http/pages.ts';
import { sha256 } from '../keys/sha256.ts';
import { Problem } from '../problems.ts';
import { existingWave, pinnedWave } from '../programmes/pinned-wave.ts';
import type { Storage, Wave } from '../storage/storage.ts';

/** What a page needs to ask what a wave asks; where somebody stands in it comes with each page. */
export type FormToFill = Omit<RespondModel, 'screen' | 'answers' | 'issues' | 'responseId'>;

/**
 * Throws the problem that keeps a wave from being filled in.
 *
 * @param responseId of a response that is under way, by which its form is drawn; unset: the first page, which is the same
 * for everyone and begins what any of them may be drawn to
 */
export async function formToFill(
  deps: Deps,
  id: string,
  wanted: Language,
  invitation: string | undefined,
  responseId?: string,
): Promise<FormToFill> {
  const isUnderWay = responseId !== undefined;
  const wave = await surveyedWave(deps.storage, id, invitation);
  // Who began before the wave was closed may finish; whether it can still be stored is decided on storing.
  if (wave.state !== 'open' && !(isUnderWay && wave.state === 'closed')) throw new Problem('waveNotOpen');
  if (invitation === undefined && wave.openLink === 'off') throw new Problem('openLinkOff');
  // Who is under way learns on sending; the phone then keeps the answers.
  if (invitation === undefined && !isUnderWay) {
    const fullness = await deps.openLink.fullness(id);
    if (fullness) throw new Problem(fullness === 'full' ? 'openLinkFull' : 'openLinkFullInAll');
  }
  if (invitation !== undefined) {
    const state = await deps.storage.invitationState(id, hashToken(invitation));
    if (state === 'unknown') throw new Problem('invitationUnknown');
    // While under way "used" may be by this very response, sent twice; the unique key knows.
    if (state === 'used' && !isUnderWay) throw new Problem('invitationUsed');
  }
  const { hash, forms, formOf, programme } = await pinnedWave(deps.storage, wave);
  const isOne = forms.length === 1;
  const questionnaires = isUnderWay ? [formOf(responseId)] : forms;
  const offered = languagesAsked(programme);
  const language = nearestLanguage(offered, wanted);
  return {
    language,
    otherLanguages: otherLanguages(offered, language),
    wave: { id, title: titleOf(wave, language) },
    isSimulated: programme.isSimulated,
    questionnaire: beginningOf(questionnaires.map(({ form }) => form.questionnaire)),
    questionnaireHash: isOne ? forms[0].hash : hash,
    ...(isOne ? {} : { forms: forms.map(({ hash, share }) => ({ hash, share })) }),
    address: invitation === undefined ? `/s/${id}` : `/s/${id}/i/${invitation}`,
    ...(invitation === undefined
      ? { draftKey: 'open' }
      : { invitation, draftKey: sha256(`draft ${invitation}`).slice(0, 16) }),
  };
}

/** Of a wave that never took answers only those learn that it is there who hold an invitation to it. */
async function surveyedWave(storage: Storage, id: string, invitation: string | undefined): Promise<Wave> {
  const wave = await existingWave(storage, id);
  if (hasBeenOpen(wave)) return wave;
  const isInvited =
    invitation !== undefined && (await storage.invitationState(id, hashToken(invitation))) !== 'unknown';
  if (!isInvited) throw new Problem('waveUnknown');
  return wave;
}

export function sizeOf(wanted: string | undefined): Pick<RespondModel, 'isLarge'> {
  return wanted === 'large' ? { isLarge: true } : {};
}

/** A wave may be older than a language its programme is asked in by now. */
function titleOf(wave: Wave, language: Language): LocalText {
  return { ...wave.title, [language]: textIn(wave.title, language) };
}
