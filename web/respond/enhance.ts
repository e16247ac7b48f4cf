import './browser-gaps.ts';
import { flushSync, hydrate } from 'svelte';
import { answersFromFields, type Field } from '../../core/questionnaire/form-fields.ts';
import { itemsOfQuestionnaire, type Questionnaire } from '../../core/questionnaire/questionnaire.ts';
import { deviceStorage, type DeviceStorage } from './browser-storage.ts';
import { readDraft, removeDraft, saveDraft } from './draft.ts';
import { followHistory } from './follow-history.ts';
import type { PhoneModel } from './phone-model.ts';
import Respond from './Respond.svelte';
import { newResponseId } from './response-id.ts';
import { Response } from './Response.svelte.ts';

const LARGE = 'manyi/large';

const modelElement = document.getElementById('model');
const target = document.getElementById('respond');
if (modelElement && target) void takeOver(JSON.parse(modelElement.textContent) as PhoneModel, target);

/** Takes over from the page as it stands: what was ticked before, and what an earlier visit left. */
async function takeOver(model: PhoneModel, target: HTMLElement): Promise<void> {
  const storage = deviceStorage();
  const draft = model.responseId === undefined ? readDraft(storage, model, Date.now()) : undefined;
  const startedAt = draft?.startedAtMilliseconds ?? Date.now();
  const response = new Response(model);
  const isQuestion = (draft?.step ?? model.screen).kind === 'section';
  if (!isQuestion) response.laterScreens = (await import('./later.ts')).laterScreens;
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
  void addLater(response, storage, startedAt);
}

/** Where they cannot be had, the form is still posted to the server, and each return of the network is a new occasion. */
async function addLater(response: Response, storage: DeviceStorage, startedAt: number): Promise<void> {
  try {
    const { laterScreens, startSending } = await import('./later.ts');
    response.laterScreens = laterScreens;
    startSending(response, storage, startedAt);
  } catch {
    window.addEventListener('online', () => void addLater(response, storage, startedAt), { once: true });
  }
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
