import { checkResponse } from '../../core/questionnaire/check-response.ts';
import { maskAnswers } from '../../core/questionnaire/personal-data.ts';
import { areaOf, dispositionOf, followRoute, type Disposition } from '../../core/questionnaire/routing.ts';
import type { SentResponse } from '../../core/questionnaire/sent-response.ts';
import { hashToken } from '../access/token.ts';
import { heldContentOf, heldIdOf, heldKeyOf } from '../keys/held-answers.ts';
import { formerContentHashOf, withHashes } from '../keys/response-hashes.ts';
import { receiptOf } from '../keys/receipts.ts';
import type { Deps } from '../deps.ts';
import { localDay } from '../programmes/local-day.ts';
import { Problem, type ProblemCode } from '../problems.ts';
import type {
  Channel,
  RecordOutcome,
  ResponseToRecord,
  Storage,
  StoredResponse,
  Wave,
} from '../storage/storage.ts';
import { forgetWave, hasBeenOpen, rememberedWave } from '../fieldwork/remembered-waves.ts';
import { pinnedWave } from '../programmes/pinned-wave.ts';
import { isInGrace } from '../fieldwork/seal-wave.ts';

export interface ResponseRecorded {
  readonly outcome: 'recorded' | 'alreadyRecorded';
  readonly disposition: Disposition;
  /** Something to quote, from which no answer can be told. */
  readonly receipt: string;
  /** Answers to questions that did not apply: not stored. */
  readonly dropped: readonly string[];
}

/** An id as phones make it: a UUID of version 4, in lower case. */
export const responseIdForm = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * Stores one response, once. The same `checkResponse` as on the phone decides whether it can be stored; what
 * the server adds is the wave, the invitation and the unique key.
 */
export async function recordResponse(
  deps: Deps,
  waveId: string,
  id: string,
  sent: SentResponse,
): Promise<ResponseRecorded> {
  if (!responseIdForm.test(id)) throw new Problem('malformedResponseId');
  const recorded = await recordIn(deps, await waveFor(deps.storage, waveId), id, sent);
  if (recorded.outcome !== 'waveNotOpen') return accepted(recorded);
  // It may have been closed since it was remembered, and the answer be one of those on their way.
  forgetWave(deps.storage, waveId);
  return accepted(await recordIn(deps, await waveFor(deps.storage, waveId), id, sent));
}

type Recorded = Omit<ResponseRecorded, 'outcome'> & { readonly outcome: RecordOutcome };

async function recordIn(deps: Deps, wave: Wave, id: string, sent: SentResponse): Promise<Recorded> {
  const { programme, forms, formOf, formByHash, textItems } = await pinnedWave(deps.storage, wave);
  const asked = formByHash(sent.questionnaire);
  if (!asked) throw new Problem('questionnaireChanged');
  // The phone drew it, from the id alone; whoever chooses a form is in no sample of it.
  const drawn = formOf(id);
  if (asked !== drawn)
    throw new Problem('formNotDrawn', { details: [`questionnaire: ${drawn.hash} is drawn`] });
  const { form, hash: questionnaireHash, share } = asked;
  const route = followRoute(form.questionnaire, sent.answers);
  const issues = checkResponse(form.questionnaire, sent.answers, route);
  if (issues.length > 0) throw new Problem('answersNotAccepted', { issues });

  const now = deps.clock();
  const disposition = dispositionOf(route);
  // Of those who do not take part only that they did not is kept, and of nobody what leads to a person.
  const answers = disposition === 'complete' ? maskAnswers(route.items, route.answers) : {};
  const area = areaOf(form.questionnaire, answers);
  const invitation = sent.invitation === undefined ? undefined : hashToken(sent.invitation);
  const channel: Channel = invitation === undefined ? 'open' : 'invitation';
  const frame = invitation === undefined ? {} : await frameOf(deps.storage, wave.id, invitation);
  const isLate = isInGrace(wave, now);
  const whenItCame = { isLate, localDay: localDay(now, programme.timeZone) };
  const isKeptAsLate = isLate && programme.settings.lateAnswers === 'out';
  const responseAs = (id: string) =>
    withHashes(
      deps.keys,
      {
        wave: wave.id,
        id,
        questionnaire: questionnaireHash,
        channel,
        mode: sent.mode,
        language: sent.language,
        disposition,
        ...(invitation === undefined ? whenItCame : { isLate: isKeptAsLate }),
        ...(area === undefined ? {} : { area }),
        ...(forms.length === 1 ? {} : { formProbability: share }),
        ...(sent.durationBand === undefined ? {} : { durationBand: sent.durationBand }),
        ...frame,
      },
      answers,
      textItems,
    );
  const stored =
    invitation === undefined
      ? { id, outcome: await recordOpen(deps, responseAs(id)) }
      : await recordInvited(deps, { wave: wave.id, sentId: id, isLate, responseAs, invitation });
  const receipt = receiptOf(deps.keys, wave.id, stored.id);
  return { outcome: stored.outcome, disposition, receipt, dropped: route.dropped };
}

interface Invited {
  readonly wave: string;
  readonly sentId: string;
  readonly isLate: boolean;
  readonly responseAs: (id: string) => StoredResponse;
  readonly invitation: string;
}

/**
 * Held under an id of its own, and without the day or that it was late: few of a unit answer on one day, and who knows
 * which could tell them apart. Only where late answers are in no figure it has to be known which they are. What was stored before answers were held is known again by the id of its phone.
 */
async function recordInvited(
  deps: Deps,
  { wave, sentId, isLate, responseAs, invitation }: Invited,
): Promise<{ readonly id: string; readonly outcome: RecordOutcome }> {
  const response = responseAs(heldIdOf(deps.keys, wave, sentId));
  const held = heldContentOf(deps.keys, response);
  // The storage asks whether it is late to let it in; what is kept is what was sealed.
  const outcome = await recordOrKnowAgain(deps, { response: { ...response, isLate }, invitation, held });
  if (outcome === 'invitationUsed') {
    const ofBefore = { ...responseAs(sentId), isLate };
    const known = await recordOrKnowAgain(deps, { response: ofBefore, invitation, held });
    if (known !== outcome) return { id: sentId, outcome: known };
  }
  return { id: response.id, outcome };
}

/** What stands under the id may have been stored before there were keys, with the hash of that time. */
async function recordOrKnowAgain({ intake }: Deps, given: ResponseToRecord): Promise<RecordOutcome> {
  const outcome = await intake.record(given);
  if (outcome !== 'conflict') return outcome;
  return intake.record({
    ...given,
    response: { ...given.response, contentHash: formerContentHashOf(given.response) },
  });
}

/** The part of the sample an invitation was issued for. */
async function frameOf(storage: Storage, wave: string, invitation: string) {
  const batch = await storage.invitationBatchOf(wave, invitation);
  if (!batch) return {};
  const { stratum, primaryUnit, weight } = batch;
  return { stratum, primaryUnit, weight };
}

/** Within the limits of the open link; what stands already is acknowledged whatever these say by now. */
async function recordOpen(deps: Deps, response: StoredResponse): Promise<RecordOutcome> {
  const { wave, id } = response;
  const admission = await deps.openLink.admit(wave);
  if (admission.kind !== 'admitted') {
    // What is held under the same id is another answer: the storage looks for no such key.
    if (await deps.storage.hasResponse(wave, [id], '')) return recordOrKnowAgain(deps, { response });
    throw new Problem(notAdmitted[admission.kind]);
  }
  let outcome: RecordOutcome | undefined;
  try {
    outcome = await recordOrKnowAgain(deps, { response });
    return outcome;
  } finally {
    admission.settle(outcome === 'recorded');
  }
}

/** Whether what a phone sent under this id is stored, by whatever way. */
export function isStored({ storage, keys }: Pick<Deps, 'storage' | 'keys'>, wave: string, sentId: string) {
  const heldId = heldIdOf(keys, wave, sentId);
  return storage.hasResponse(wave, [sentId, heldId], heldKeyOf(keys, wave, heldId));
}

function accepted({ outcome, ...rest }: Recorded): ResponseRecorded {
  if (outcome === 'recorded' || outcome === 'alreadyRecorded') return { outcome, ...rest };
  throw new Problem(refusals[outcome]);
}

async function waveFor(storage: Storage, id: string): Promise<Wave> {
  const wave = await rememberedWave(storage, id);
  if (!wave || !hasBeenOpen(wave)) throw new Problem('waveUnknown');
  return wave;
}

const notAdmitted = { off: 'openLinkOff', full: 'openLinkFull', fullInAll: 'openLinkFullInAll' } as const;
const refusals: Readonly<Record<Exclude<RecordOutcome, 'recorded' | 'alreadyRecorded'>, ProblemCode>> = {
  conflict: 'responseConflict',
  waveNotOpen: 'waveNotOpen',
  invitationUnknown: 'invitationUnknown',
  invitationUsed: 'invitationUsed',
  invalid: 'malformedRequest',
};
