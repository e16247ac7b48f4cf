import { flushSync, hydrate } from 'svelte';
import { answersFromFields, type Field } from '../../core/questionnaire/form-fields.ts';
import { itemsOfQuestionnaire, type Questionnaire } from '../../core/questionnaire/questionnaire.ts';
import { deviceStorage } from './browser-storage.ts';
import { readDraft, saveDraft } from './draft.ts';
import { followHistory } from './follow-history.ts';
import { offerDraft } from './offer-draft.ts';
import type { PhoneModel } from './phone-model.ts';
import Respond from './Respond.svelte';
import { newResponseId } from './response-id.ts';
import { Response } from './Response.svelte.ts';
import { readSentNote } from './sending/sent-note.ts';
import { startSending } from './sending/start-sending.ts';

const LARGE = 'manyi/large';

/** Takes over from the page as it stands: what was ticked before, and what an earlier visit left. */
export function takeOver(model: PhoneModel, target: HTMLElement): void {
  const storage = deviceStorage();
  const tab = deviceStorage('sessionStorage');
  const here = `manyi/tab/${model.wave.id}/${model.draftKey}`;
  const isFirstPage = model.responseId === undefined;
  const draft = isFirstPage ? readDraft(storage, model, Date.now()) : undefined;
  const response = new Response(model);
  response.now = () => performance.now();
  const ticked = answersOnPage(model.questionnaire, target);
  response.answers = { ...model.answers, ...ticked };
  hydrate(Respond, { target, props: { response } });

  response.isTakenOver = true;
  response.id = model.responseId ?? newResponseId((bytes) => crypto.getRandomValues(bytes));
  response.startedAtMilliseconds = Date.now();
  response.isLarge ||= storage.read(LARGE) === true;
  response.onenlarge = (isLarge) => storage.write(LARGE, isLarge);
  response.onchange = () => {
    const { id, answers, step, startedAtMilliseconds } = response;
    saveDraft(storage, model, { id, answers, step, startedAtMilliseconds, savedAtMilliseconds: Date.now() });
    tab.write(here, id);
  };
  const note =
    isFirstPage && model.invitation === undefined
      ? readSentNote(storage, model.wave.id, new Date())
      : undefined;
  if (draft) offerDraft(response, draft, { storage, isOfThisTab: tab.read(here) === draft.id });
  else if (note) response.show({ kind: 'sentFromHere', ...note });
  else if (Object.keys(ticked).length > 0) response.onchange();
  flushSync();

  followHistory(response);
  startSending(response, storage);
}

/** What was ticked and typed before the script arrived. */
function answersOnPage(questionnaire: Questionnaire, target: HTMLElement) {
  const form = target.querySelector('form');
  if (!form) return {};
  const fields = [...new FormData(form)].flatMap(([name, value]): readonly Field[] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return answersFromFields(itemsOfQuestionnaire(questionnaire), fields);
}
