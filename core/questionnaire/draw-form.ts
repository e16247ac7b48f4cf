import { seededRandom } from '../numeric/seeded-random.ts';

/** One of the forms of a wave: residents are drawn to it with this probability. */
export interface Drawable {
  /** Above 0; those of a wave sum to 1. */
  readonly share: number;
}

/**
 * The form a response answers: a pure function of its id and of the shares the wave declared, so that the phone and the
 * server draw the same, and nothing of the invitation enters it, of which the form would tell. The id is mixed, so that
 * forms come out by their shares whatever made the ids; what is drawn for an id never changes.
 *
 * @param forms of the wave, in the order it declared them
 *
 * @example
 * drawForm('3f0c1f5e-7a43-4b8e-9d3c-0d9f6f3b2a11', [{ form: 'long', share: 0.75 }, { form: 'short', share: 0.25 }]);
 * // { form: 'long', share: 0.75 }
 */
export function drawForm<Form extends Drawable>(responseId: string, forms: readonly Form[]): Form {
  let left = seededRandom(`${responseId}/form`).next();
  return forms.find(({ share }) => (left -= share) < 0) ?? forms.at(-1)!;
}

/** What a page says of the questionnaires a wave asks. */
export interface FormsOfWave {
  /** Of the questionnaire where there is one; of all that the wave asks, where there are several. */
  readonly questionnaireHash: string;
  /** Where the wave asks several, by the hash of what each asks. */
  readonly forms?: readonly (Drawable & { readonly hash: string })[];
}

/** The hash a response is sent with. */
export function hashAsked({ questionnaireHash, forms }: FormsOfWave, responseId: string): string {
  return forms ? drawForm(responseId, forms).hash : questionnaireHash;
}
