import type { RespondModel } from '../../api/http/pages.ts';
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
}

/** A draft as it was kept before each invitation had a place of its own. */
type DraftOfBefore = Draft & { readonly invitation?: string };

const MILLISECONDS_PER_DAY = 86_400_000;
/** An invitation is one person's; a phone at the open link may be anybody's by tomorrow. */
const DAYS_KEPT = { invitation: 7, open: 1 };

const PREFIX = 'manyi/draft/';
/** The key of all who come without an invitation. */
const OPEN = 'open';

type Form = Pick<RespondModel, 'wave' | 'questionnaireHash' | 'draftKey' | 'invitation'>;

const keyOfBefore = ({ wave, questionnaireHash }: Form) => `${PREFIX}${wave.id}/${questionnaireHash}`;
const keyOf = (form: Form) => `${keyOfBefore(form)}/${form.draftKey}`;

/** The draft of this form, by this way in, on this device. What is too old is removed, of other forms too. */
export function readDraft(storage: DeviceStorage, form: Form, nowMilliseconds: number): Draft | undefined {
  moveFromBefore(storage, form);
  for (const [key, draft] of drafts(storage)) {
    const [, , , , draftKey = draft.invitation ?? OPEN] = key.split('/');
    const days = draftKey === OPEN ? DAYS_KEPT.open : DAYS_KEPT.invitation;
    if (nowMilliseconds - draft.savedAtMilliseconds >= days * MILLISECONDS_PER_DAY) storage.remove(key);
  }
  return storage.read(keyOf(form)) as Draft | undefined;
}

export function saveDraft(storage: DeviceStorage, form: Form, draft: Draft): void {
  storage.write(keyOf(form), draft);
}

export function removeDraft(storage: DeviceStorage, form: Form): void {
  storage.remove(keyOf(form));
}

/** Removes what a response was made from, once it is stored, whichever page is open meanwhile. */
export function removeDraftOfResponse(storage: DeviceStorage, id: string): void {
  for (const [key, draft] of drafts(storage)) if (draft.id === id) storage.remove(key);
}

function drafts(storage: DeviceStorage): readonly (readonly [key: string, draft: DraftOfBefore])[] {
  return storage.keys(PREFIX).flatMap((key) => {
    const draft = storage.read(key) as DraftOfBefore | undefined;
    return draft ? [[key, draft] as const] : [];
  });
}

function moveFromBefore(storage: DeviceStorage, form: Form): void {
  const before = storage.read(keyOfBefore(form)) as DraftOfBefore | undefined;
  if (!before || before.invitation !== form.invitation) return;
  const { invitation: _, ...draft } = before;
  saveDraft(storage, form, draft);
  storage.remove(keyOfBefore(form));
}
