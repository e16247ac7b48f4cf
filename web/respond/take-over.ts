import { flushSync, hydrate } from 'svelte';
import { answersFromFields, type Field } from '../../core/questionnaire/form-fields.ts';
import { itemsOfQuestionnaire, type Questionnaire } from '../../core/questionnaire/questionnaire.ts';
import { deviceStorage } from './browser-storage.ts';
import { readDraft, removeDraft, saveDraft } from './draft.ts';
import { followHistory } from './follow-history.ts';
import type { PhoneModel } from './phone-model.ts';
import Respond from './Respond.svelte';
import { newResponseId } from './response-id.ts';
import { Response } from './Response.svelte.ts';
import { startSending } from './start-sending.ts';

const LARGE = 'manyi/large';

/** Takes over from the page as it stands: what was ticked before, and what an earlier visit left. */
export function takeOver(model: PhoneModel, target: HTMLElement): void {
  const storage = deviceStorage();
  const draft = model.responseId === undefined ? readDraft(storage, model, Date.now()) : undefined;
  const startedAt = draft?.startedAtMilliseconds ?? Date.now();
  const response = new Response(model);
  response.now = () => performance.now();
  const ticked = answersOnPage(model.questionnaire, target);
  response.answers = { ...model.answers, ...ticked };
  hydrate(Respond, { target, props: { response } });

  response.isTakenOver = true;
  response.id = model.responseId ?? draft?.id ?? newResponseId((bytes) => crypto.getRandomValues(bytes));
  response.isLarge = storage.read(LARGE) === true || location.search.includes('size=large');
  if (draft) {
    response.answers = { ...draft.answers, ...ticked };
    response.wasRestored = true;
    if (Object.keys(ticked).length === 0) response.show(draft.step);
  }
  flushSync();

  response.onenlarge = (isLarge) => storage.write(LARGE, isLarge);
  response.onchange = () => {
    const { id, answers, step } = response;
    const times = { startedAtMilliseconds: startedAt, savedAtMilliseconds: Date.now() };
    saveDraft(storage, model, { id, answers, step, ...times });
  };
  response.onclear = () => {
    removeDraft(storage, model);
    location.assign(`${model.address}?lang=${model.language}`);
  };
  if (Object.keys(ticked).length > 0) response.onchange();
  followHistory(response);
  startSending(response, storage, startedAt);
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
