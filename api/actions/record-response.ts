import { canonicalJson } from '../../core/canonical-json.ts';
import { contentHash, hashText } from '../../core/content-hash.ts';
import type { Answers } from '../../core/questionnaire/answer.ts';
import { checkResponse } from '../../core/questionnaire/check-response.ts';
import { areaOf, dispositionOf, followRoute, type Disposition } from '../../core/questionnaire/routing.ts';
import { hashToken } from '../access/token.ts';
import type { Deps } from '../deps.ts';
import { localDay } from '../local-day.ts';
import { Problem, type ProblemCode } from '../problems.ts';
import type { Channel, RecordOutcome, Wave } from '../storage/storage.ts';
import { existingWave, pinnedWave } from './pin-programme.ts';

export interface ResponseSent {
  readonly wave: string;
  readonly id: string;
  /** Hash of the questionnaire that was answered. */
  readonly questionnaire: string;
  readonly language: string;
  readonly mode: string;
  readonly durationBand?: string;
  readonly answers: Answers;
  /** The token of a one-time invitation; without one the response came by the open link. */
  readonly invitation?: string;
}

export interface ResponseRecorded {
  readonly outcome: 'recorded' | 'alreadyRecorded';
  readonly disposition: Disposition;
  /** Something to quote, from which no answer can be told. */
  readonly receipt: string;
  /** Answers to questions that did not apply: not stored. */
  readonly dropped: readonly string[];
}

/** Answers sent before closing may still be on their way: so long they are taken, and marked late. */
const GRACE_MINUTES = 30;

const uuid4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * Stores one response, once. The same `checkResponse` as on the phone decides whether it can be stored; what
 * the server adds is the wave, the invitation and the unique key.
 */
export async function recordResponse(deps: Deps, sent: ResponseSent): Promise<ResponseRecorded> {
  if (!uuid4.test(sent.id)) throw new Problem('malformedResponseId');
  const wave = await existingWave(deps.storage, sent.wave);
  const { form, programme, questionnaireHash } = await pinnedWave(deps.storage, wave);
  if (sent.questionnaire !== questionnaireHash) throw new Problem('questionnaireChanged');
  const issues = checkResponse(form.questionnaire, sent.answers);
  if (issues.length > 0) throw new Problem('answersNotAccepted', { issues });

  const now = deps.clock();
  const route = followRoute(form.questionnaire, sent.answers);
  const disposition = dispositionOf(route);
  // Of those who do not take part only that they did not is kept.
  const answers = disposition === 'complete' ? route.answers : {};
  const channel: Channel = sent.invitation === undefined ? 'open' : 'invitation';
  const area = areaOf(form.questionnaire, answers);
  const outcome = await deps.intake.record({
    response: {
      wave: wave.id,
      id: sent.id,
      questionnaire: questionnaireHash,
      contentHash: contentHash({ answers, channel, disposition, questionnaire: questionnaireHash }),
      channel,
      mode: sent.mode,
      language: sent.language,
      disposition,
      isLate: isLate(wave, now),
      localDay: localDay(now, programme.timeZone),
      answers: canonicalJson(answers),
      ...(area === undefined ? {} : { area }),
      ...(sent.durationBand === undefined ? {} : { durationBand: sent.durationBand }),
    },
    ...(sent.invitation === undefined ? {} : { invitation: hashToken(sent.invitation) }),
  });
  const refusal = refusals[outcome];
  if (refusal) throw new Problem(refusal);
  return {
    outcome: outcome as ResponseRecorded['outcome'],
    disposition,
    receipt: receiptOf(wave.id, sent.id),
    dropped: route.dropped,
  };
}

const refusals: Readonly<Record<RecordOutcome, ProblemCode | undefined>> = {
  recorded: undefined,
  alreadyRecorded: undefined,
  conflict: 'responseConflict',
  waveNotOpen: 'waveNotOpen',
  invitationUnknown: 'invitationUnknown',
  invitationUsed: 'invitationUsed',
  invalid: 'malformedRequest',
};

/** Closed, and within the grace; after it a response is not late but refused, since `isLate` stays false. */
function isLate(wave: Wave, now: number): boolean {
  return wave.state === 'closed' && now - (wave.closedAt ?? 0) <= GRACE_MINUTES * 60_000;
}

function receiptOf(wave: string, id: string): string {
  const [first, second] = hashText(`receipt ${wave} ${id}`).toUpperCase().match(/.{4}/g)!;
  return `${first}-${second}`;
}
