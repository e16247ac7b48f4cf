import { maskAnswers } from '../../../core/questionnaire/personal-data.ts';
import { durationBandOf } from '../../../core/questionnaire/duration-band.ts';
import { itemsOfQuestionnaire } from '../../../core/questionnaire/questionnaire.ts';
import type { SentResponse } from '../../../core/questionnaire/sent-response.ts';
import type { DeviceStorage } from '../browser-storage.ts';
import type { Delivery } from './delivery-of.ts';
import { removeDraftOfResponse } from '../draft.ts';
import { beginAtTop } from '../follow-history.ts';
import { parcels, putParcel } from './outbox.ts';
import type { Filling } from '../Filling.svelte.ts';
import { keepSentNote } from './sent-note.ts';
import { sendParcels } from './send-parcels.ts';

/** What the person can have done with a response that is filled in. */
export interface Outgoing {
  readonly send: () => void;
  readonly retry: () => void;
}

/** Joins the response to the outbox: what the person sends goes out, and what comes of it is shown. */
export function startSending(response: Filling, storage: DeviceStorage): Outgoing {
  const { model } = response;
  const sending = sendParcels(storage, (parcel, delivery) => {
    countOthers();
    if (delivery.kind === 'stored') {
      removeDraftOfResponse(storage, parcel.id);
      if (delivery.disposition === 'complete') {
        keepSentNote(storage, parcel.wave, delivery.receipt, new Date());
      }
    }
    if (parcel.id === response.id) show(delivery);
  });

  /** Set when the person asks for it: what the phone tries by itself is not told each time. */
  let isAsked = false;
  const triedAgain = () => {
    const before = response.shown.kind === 'waiting' ? response.shown.triedAgainAt : undefined;
    const triedAgainAt = isAsked ? new Date().toTimeString().slice(0, 5) : before;
    isAsked = false;
    return triedAgainAt === undefined ? {} : { triedAgainAt };
  };

  const countOthers = () => {
    response.undelivered = parcels(storage).filter(({ id }) => id !== response.id).length;
  };

  const show = (delivery: Delivery) => {
    if (delivery.kind === 'refused' && delivery.issues.length > 0) {
      response.complain(delivery.issues);
      return;
    }
    if (delivery.kind === 'stored') {
      response.answers = {};
      response.show({ kind: 'done', receipt: delivery.receipt, disposition: delivery.disposition });
    } else if (delivery.kind === 'unreached') {
      response.show({ kind: 'waiting', ...triedAgain() });
    } else {
      response.show({ kind: 'notStored', problem: delivery.problem });
    }
    beginAtTop();
  };

  const responseNow = (): SentResponse => ({
    questionnaire: model.questionnaireHash,
    language: model.language,
    mode: 'web',
    durationBand: durationBandOf((Date.now() - response.startedAtMilliseconds) / 60_000),
    // What is masked anyway need not leave the phone.
    answers: maskAnswers(itemsOfQuestionnaire(model.questionnaire), response.answers),
    ...(model.invitation === undefined ? {} : { invitation: model.invitation }),
  });

  const retry = () => {
    isAsked = true;
    sending.now();
  };
  const send = () => {
    if (response.shown.kind === 'sending') return;
    putParcel(storage, { wave: model.wave.id, id: response.id, record: responseNow() });
    response.show({ kind: 'sending' });
    beginAtTop();
    sending.now();
  };

  if (parcels(storage).length > 0) {
    countOthers();
    // Sent on an earlier visit and never answered for: it is still underway, not a form to fill in.
    if (parcels(storage).some(({ id }) => id === response.id)) response.show({ kind: 'waiting' });
    sending.now();
  }
  return { send, retry };
}
