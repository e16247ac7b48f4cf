import type { RespondModel } from '../../api/pages.ts';
import type { Answers } from '../../core/questionnaire/answer.ts';
import type { Step } from '../../core/questionnaire/steps.ts';
import type { DeviceStorage } from './browser-storage.ts';

/** What was entered and not sent yet. */
export interface Draft {
  readonly id: string;
  readonly answers: Answers;
  readonly step: Step;
  readonly startedAtMilliseconds: number;
  readonly savedAtMilliseconds: number;
  readonly invitation?: string;
}

const DAYS_KEPT = 7;
const MILLISECONDS_PER_DAY = 86_400_000;

type Form = Pick<RespondModel, 'wave' | 'questionnaireHash' | 'invitation'>;

const keyOf = ({ wave, questionnaireHash }: Form) => `manyi/draft/${wave.id}/${questionnaireHash}`;

/** The draft of this form on this device; what is too old, or belongs to another invitation, is removed. */
export function readDraft(storage: DeviceStorage, form: Form, nowMilliseconds: number): Draft | undefined {
  const draft = storage.read(keyOf(form)) as Draft | undefined;
  if (!draft) return undefined;
  const isFresh = nowMilliseconds - draft.savedAtMilliseconds < DAYS_KEPT * MILLISECONDS_PER_DAY;
  if (isFresh && draft.invitation === form.invitation) return draft;
  removeDraft(storage, form);
  return undefined;
}

export function saveDraft(storage: DeviceStorage, form: Form, draft: Omit<Draft, 'invitation'>): void {
  const { invitation } = form;
  storage.write(keyOf(form), invitation === undefined ? draft : { ...draft, invitation });
}

export function removeDraft(storage: DeviceStorage, form: Form): void {
  storage.remove(keyOf(form));
}
