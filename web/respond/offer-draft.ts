import { firstStep, progressOf } from '../../core/questionnaire/steps.ts';
import type { DeviceStorage } from './browser-storage.ts';
import { removeDraft, type Draft } from './draft.ts';
import { parcels } from './sending/outbox.ts';
import type { Filling } from './Filling.svelte.ts';

/** So long a tab that is loaded again is taken to be in the same hands. */
const SAME_HANDS_MILLISECONDS = 30 * 60_000;

interface Found {
  readonly storage: DeviceStorage;
  /** Whether it was entered in this very tab. */
  readonly isOfThisTab: boolean;
}

/**
 * Brings back what was entered before, where it was entered just now in this tab (it was loaded again, or the
 * language changed). Else somebody else may hold the phone: nothing of it is shown until that was asked.
 *
 * @returns what is to be told of the reply
 */
export function offerDraft(
  response: Filling,
  draft: Draft,
  { storage, isOfThisTab }: Found,
): (isWanted: boolean) => void {
  const { model } = response;
  const resume = () => {
    response.id = draft.id;
    response.answers = { ...draft.answers, ...response.answers };
    response.startedAtMilliseconds = draft.startedAtMilliseconds;
    response.show(draft.step);
    response.settlingSince = undefined;
  };
  const age = Date.now() - draft.savedAtMilliseconds;
  const isSameHands = isOfThisTab && age < SAME_HANDS_MILLISECONDS;
  // What was sent and not answered for is on its way, not to be filled in.
  if (isSameHands || parcels(storage).some(({ id }) => id === draft.id)) resume();
  else {
    const { step } = progressOf(model.questionnaire, draft.answers, draft.step);
    response.show({ kind: 'resume', step, isAskedAgain: false });
  }
  return (isWanted) => {
    if (isWanted) return resume();
    removeDraft(storage, model);
    response.show(firstStep);
  };
}
