import type { Answers } from '../../core/questionnaire/answer.ts';
import type { FormsOfWave } from '../../core/questionnaire/draw-form.ts';
import type { Issue } from '../../core/questionnaire/issue.ts';
import type { Language, LocalText, NamedLanguage } from '../../core/questionnaire/local-text.ts';
import type { Questionnaire } from '../../core/questionnaire/questionnaire.ts';
import type { Disposition } from '../../core/questionnaire/routing.ts';
import type { Step } from '../../core/questionnaire/steps.ts';
import type { ProblemCode } from '../problems.ts';

/** The pages the API serves. `web/pages.ts` draws them; `createApp` is given them, so `api` never imports `web`. */
export interface Pages {
  readonly home: (model: HomeModel) => Page;
  readonly respond: (model: RespondModel) => Page;
  /** A survey page that cannot be filled in: closed, unknown, an invitation used before. */
  readonly refusal: (model: RefusalModel) => Page;
  /** The addresses of the staff's pages, as routes are written. */
  readonly staffPaths: readonly string[];
  /** Addresses of before, and where each stands now. */
  readonly movedPaths: readonly { readonly from: string; readonly to: string }[];
  /** The shell of the staff application. */
  readonly staff: (language: Language) => Page;
}

export interface Page {
  readonly html: string;
  /** The policy that lets exactly this page's own style and script run. */
  readonly contentSecurityPolicy: string;
}

export interface HomeModel {
  readonly language: Language;
  readonly isDemonstration: boolean;
  readonly surveys: readonly {
    readonly wave: string;
    readonly title: LocalText;
    readonly from: LocalText;
    readonly minutes: number;
    readonly isSimulated: boolean;
  }[];
}

/** One screen of a survey; everything the page shows and everything the script needs to take over from it. */
export interface RespondModel extends FormsOfWave {
  readonly language: Language;
  /** The other languages the wave is asked in. */
  readonly otherLanguages: readonly NamedLanguage[];
  readonly wave: { readonly id: string; readonly title: LocalText };
  readonly isSimulated: boolean;
  /** Where a form is still to be drawn: what all begin with (`beginningOf`). */
  readonly questionnaire: Questionnaire;
  /** Asked for by the address, as a code on a flyer may: large text from the first byte, without script too. */
  readonly isLarge?: true;
  /** Where the form is posted to, and where the page lives: the open or the invitation address. */
  readonly address: string;
  readonly invitation?: string;
  /** Tells drafts on one phone apart: `open`, or something only this invitation has and that is not the token. */
  readonly draftKey: string;
  readonly screen: Screen;
  readonly answers: Answers;
  readonly issues: readonly Issue[];
  /** Made by the server on the first post of the form without script; never on the first page. */
  readonly responseId?: string;
}

export type Screen =
  | Step
  /** Stored. The receipt shows no answers. */
  | { readonly kind: 'done'; readonly receipt: string; readonly disposition: Disposition }
  /** A page left over from filling in, posted again after sending: nothing of what was filled in is shown. */
  | { readonly kind: 'sentBefore' }
  /** Not stored, with the reason and what to do. */
  | { readonly kind: 'notStored'; readonly problem: ProblemCode };

export interface RefusalModel {
  readonly language: Language;
  readonly problem: ProblemCode;
  /** Of a survey that takes no answers: whether it is over, or has not begun. */
  readonly isOver?: boolean;
}
