import { firstStep, progressOf } from '../../core/questionnaire/steps.ts';
import type { DeviceStorage } from './browser-storage.ts';
import { removeDraft, type Draft } from './draft.ts';
import { parcels } from './sending/outbox.ts';
import type { Response } from './Response.svelte.ts';

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
 */
export function offerDraft(response: Response, draft: Draft, { storage, isOfThisTab }: Found): void {
  const { model } = response;
  const resume = () => {
    response.id = draft.id;
    response.answers = { ...draft.answers, ...response.answers };
    response.startedAtMilliseconds = draft.startedAtMilliseconds;
    response.show(draft.step);
    response.settlingSince = undefined;
  };
  // What was sent and not answered for is on its way, not to be filled in.
  if (parcels(storage).some(({ id }) => id === draft.id)) return resume();
  const age = Date.now() - draft.savedAtMilliseconds;
  if (isOfThisTab && age < SAME_HANDS_MILLISECONDS) return resume();

  const { step } = progressOf(model.questionnaire, draft.answers, draft.step);
  response.show({ kind: 'resume', step, isAskedAgain: false });
  response.onresume = (isWanted) => {
    if (isWanted) resume();
    else {
      removeDraft(storage, model);
      response.show(firstStep);
    }
    response.onchange();
    response.onmove();
  };
}
