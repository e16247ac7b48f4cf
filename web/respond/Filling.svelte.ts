import type { Screen } from '../../api/http/pages.ts';
import type { Answer, Answers } from '../../core/questionnaire/answer.ts';
import { checkItems } from '../../core/questionnaire/check-response.ts';
import { fieldsFromAnswers, type Field } from '../../core/questionnaire/form-fields.ts';
import type { Issue } from '../../core/questionnaire/issue.ts';
import type { LocalText } from '../../core/questionnaire/local-text.ts';
import type { Item } from '../../core/questionnaire/question-types/question-types.ts';
import { itemsOfQuestionnaire } from '../../core/questionnaire/questionnaire.ts';
import { followRoute } from '../../core/questionnaire/routing.ts';
import {
  firstStep,
  itemsToAsk,
  openSections,
  progressOf,
  type Step,
} from '../../core/questionnaire/steps.ts';
import { turn, turnBack } from '../../core/questionnaire/turn.ts';
import { fillIn } from '../wording/fill-in.ts';
import type { PhoneModel } from './phone-model.ts';

/** What the person sees: a screen of the form, or what only a phone can show. */
export type Shown =
  | Screen
  /** The answers are on their way. */
  | { readonly kind: 'sending' }
  /** Tried again because the person asked for it, at this time of the day. */
  | { readonly kind: 'waiting'; readonly triedAgainAt?: string }
  /** Something was entered on an earlier visit, up to this step: by the same person, or by another? */
  | { readonly kind: 'resume'; readonly step: number; readonly isAskedAgain: boolean }
  /** A response went out from this device on an earlier visit. */
  | { readonly kind: 'sentFromHere'; readonly receipt: string; readonly day: string };

/** The value of a `go` button: the words the form without script posts, and those of screens only a phone has. */
export type Go = PostedGo | 'resume' | 'anew' | 'keep' | 'forget' | 'another';
type PostedGo = 'next' | 'back' | 'send' | `to:${number}`;

/** Told what the person does; drafts, sending and the browser's history stand behind it. */
export interface Listener {
  /** The time, in milliseconds since the page was loaded. */
  readonly now: () => number;
  /** After each move: the browser's history, the scroll position, the focus. */
  readonly moved: () => void;
  /** After each answer and each move: the draft. */
  readonly changed: () => void;
  /** The text was made larger or smaller. */
  readonly enlarged: (isLarge: boolean) => void;
  readonly sent: () => void;
  /** To go on with what an earlier visit left, or to have it forgotten. */
  readonly resumed: (isWanted: boolean) => void;
  /** To try again at once what could not be done without the network. */
  readonly retried: () => void;
}

/** Of a screen that is drawn and not filled in: on the server, and in tests. */
export const nobody: Listener = {
  now: () => 0,
  moved() {},
  changed() {},
  enlarged() {},
  sent() {},
  resumed() {},
  retried() {},
};

/**
 * One response while it is being filled in. The server draws a screen from it, and the phone goes on with it; both
 * move by `turn` of `core/`. What else there is to do is the listener's.
 */
export class Filling {
  readonly model: PhoneModel;
  readonly listener: Listener;
  id: string;
  answers = $state.raw<Answers>({});
  shown = $state.raw<Shown>(firstStep);
  issues = $state.raw<readonly Issue[]>([]);
  /** Whether the script has taken over. Until then exactly the server's screen is drawn. */
  isTakenOver = $state.raw(false);
  undelivered = $state.raw(0);
  isLarge = $state.raw(false);

  readonly #routed = $derived.by(() => (this.isTakenOver ? this.answers : this.model.answers));

  /** When this response was begun, perhaps on an earlier visit; by the calendar. */
  startedAtMilliseconds = 0;
  /** When this screen came, in milliseconds since the page was loaded; unset once something on it was answered. */
  settlingSince: number | undefined;

  constructor(model: PhoneModel, listener: Listener = nobody) {
    this.model = model;
    this.listener = listener;
    this.id = model.responseId ?? '';
    this.answers = model.answers;
    this.shown = model.screen;
    this.issues = model.issues;
    this.isLarge = model.isLarge === true;
  }

  get words() {
    return this.model.words;
  }

  /** Whether this page was posted for, so that a second tap on the one before may meet it. */
  get isSettling(): boolean {
    return !this.isTakenOver && this.id !== '';
  }

  /** The title of the page; a refused screen says so there, which is read out first. */
  get title(): string {
    const title = this.text(this.model.wave.title);
    return this.issuesHere.length === 0 ? title : `${this.words.page.errorInTitle} - ${title}`;
  }

  /** Whatever a wave asks is there in each language it is asked in. */
  text(text: LocalText): string {
    return text[this.model.language] ?? text['zh-Hans'];
  }

  /** The step the person stands at; the review, once the form is left. */
  readonly step: Step = $derived.by(() =>
    this.shown.kind === 'section' || this.shown.kind === 'end' ? this.shown : { kind: 'review' },
  );

  readonly asked: readonly Item[] = $derived.by(() =>
    this.step.kind === 'section'
      ? itemsToAsk(this.model.questionnaire, this.step.section, this.#routed, this.id)
      : [],
  );

  /** What is wrong with what stands on this screen: a question that has gone is not asked after. */
  readonly issuesHere: readonly Issue[] = $derived.by(() =>
    this.issues.filter((issue) => this.asked.some((item) => item.name === issue.item)),
  );

  readonly progress = $derived.by(() => progressOf(this.model.questionnaire, this.#routed, this.step));
  readonly openSections = $derived.by(() => openSections(this.model.questionnaire, this.#routed));
  readonly route = $derived.by(() => followRoute(this.model.questionnaire, this.#routed));

  /** The answers of all other screens, as the form without script carries them along. */
  get carried(): readonly Field[] {
    const items = itemsOfQuestionnaire(this.model.questionnaire);
    const elsewhere = items.filter((item) => !this.asked.includes(item));
    return fieldsFromAnswers(elsewhere, this.answers);
  }

  issueOf(item: Item): string | undefined {
    const issue = this.issues.find((each) => each.item === item.name);
    return issue && fillIn(this.words.issues[issue.code], issue.parameters);
  }

  give(item: Item, answer: Answer | undefined): void {
    const { [item.name]: _, ...others } = this.answers;
    this.answers = answer === undefined ? others : { ...others, [item.name]: answer };
    if (this.issues.some((issue) => issue.item === item.name)) this.checkAgain(item);
    this.settlingSince = undefined;
    this.listener.changed();
  }

  /** What is mended is no longer complained of. */
  private checkAgain(item: Item): void {
    const still = checkItems([item], this.answers);
    this.issues = this.issues.flatMap((issue) => (issue.item === item.name ? still : [issue]));
  }

  enlarge(isLarge: boolean): void {
    this.isLarge = isLarge;
    this.listener.enlarged(isLarge);
  }

  go(where: Go): void {
    if (where === 'resume' || where === 'forget') {
      this.listener.resumed(where === 'resume');
      return this.tell();
    }
    if (where === 'anew' || where === 'keep') return this.askAgain(where === 'anew');
    if (where === 'another') return this.moveTo(firstStep);
    const { step, answers, id } = this;
    const next = turn(this.model.questionnaire, { step, answers, id }, where);
    if (next === 'send') return this.listener.sent();
    if (next.issues.length === 0) return this.moveTo(next.step);
    this.issues = next.issues;
    this.settlingSince = this.listener.now();
  }

  /** Refused by the server: to the first section that something is wrong in. */
  complain(refused: readonly Issue[]): void {
    const { step, issues } = turnBack(this.model.questionnaire, refused);
    this.show(step);
    this.issues = issues;
    this.listener.moved();
  }

  show(shown: Shown): void {
    this.issues = [];
    this.shown = shown;
    this.settlingSince = this.listener.now();
  }

  /** Come to by the browser's own Back, which needs not be told. */
  comeTo(step: Step): void {
    this.show(step);
    this.listener.changed();
  }

  private moveTo(step: Step): void {
    this.show(step);
    this.tell();
  }

  private tell(): void {
    this.listener.changed();
    this.listener.moved();
  }

  private askAgain(isAskedAgain: boolean): void {
    if (this.shown.kind !== 'resume') return;
    this.show({ ...this.shown, isAskedAgain });
    this.listener.moved();
  }
}
