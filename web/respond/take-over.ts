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
import { Filling } from './Filling.svelte.ts';
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
  const changed = () => {
    const { id, answers, step, startedAtMilliseconds } = response;
    saveDraft(storage, model, { id, answers, step, startedAtMilliseconds, savedAtMilliseconds: Date.now() });
    tab.write(here, id);
  };
  const response = new Filling(model, {
    now: () => performance.now(),
    changed,
    moved: () => moved(),
    enlarged: (isLarge) => storage.write(LARGE, isLarge),
    resumed: (isWanted) => resumed?.(isWanted),
    sent: () => outgoing.send(),
    retried: () => outgoing.retry(),
  });
  const ticked = answersOnPage(model.questionnaire, target);
  response.answers = { ...model.answers, ...ticked };
  hydrate(Respond, { target, props: { response } });

  response.isTakenOver = true;
  response.id = model.responseId ?? newResponseId((bytes) => crypto.getRandomValues(bytes));
  response.startedAtMilliseconds = Date.now();
  response.isLarge ||= storage.read(LARGE) === true;
  const note =
    isFirstPage && model.invitation === undefined
      ? readSentNote(storage, model.wave.id, new Date())
      : undefined;
  const isOfThisTab = tab.read(here) === draft?.id;
  const resumed = draft && offerDraft(response, draft, { storage, isOfThisTab });
  if (!draft && note) response.show({ kind: 'sentFromHere', ...note });
  else if (!draft && Object.keys(ticked).length > 0) changed();
  flushSync();

  const moved = followHistory(response);
  const outgoing = startSending(response, storage);
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
