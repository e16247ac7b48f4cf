import type { MissingReason } from '../../../core/questionnaire/answer.ts';
import type { IssueCode } from '../../../core/questionnaire/issue.ts';
import type { PersonalDataKind } from '../../../core/questionnaire/personal-data.ts';
import type { Disposition } from '../../../core/questionnaire/routing.ts';
import type { ProblemCode } from '../../../api/problems.ts';

/**
 * Every sentence a resident can read, for each code that can occur: a language without one of them does not
 * compile. Sentences are plain data with `{places}`, so that a page hands over those of its own language only.
 */
export interface Wording {
  readonly issues: Readonly<Record<IssueCode, string>>;
  readonly problems: Readonly<Record<ProblemCode, string>>;
  readonly missing: Readonly<Record<MissingReason, string>>;
  readonly end: Readonly<Record<Exclude<Disposition, 'complete'>, string>>;
  /** The last page, by what became of the case: only a complete one is kept and has a receipt. */
  readonly doneTitle: Readonly<Record<Disposition, string>>;
  readonly doneText: Readonly<Record<Disposition, string>>;
  /** Not delivered yet, of those whose answers are not kept. */
  readonly waitingApart: Readonly<Record<Exclude<Disposition, 'complete'>, string>>;
  /** Not stored, of those whose answers are not kept: nothing is asked of them. */
  readonly notStoredApart: Readonly<Record<Exclude<Disposition, 'complete'>, string>>;
  /** What in a free text could lead to a person. */
  readonly personalData: Readonly<Record<PersonalDataKind, string>>;
  readonly page: PageWording;
  readonly site: SiteWording;
}

/** The problems a phone can meet on sending; all others concern staff. */
export const problemsOnSending = [
  'malformedJson',
  'malformedRequest',
  'malformedResponseId',
  'waveUnknown',
  'openLinkOff',
  'waveNotOpen',
  'invitationUnknown',
  'invitationUsed',
  'responseConflict',
  'questionnaireChanged',
  'formNotDrawn',
  'bodyTooLarge',
  'answersNotAccepted',
  'internal',
  'notStoredNow',
  'openLinkFull',
  'openLinkFullInAll',
  'busy',
] as const satisfies readonly ProblemCode[];

/** The part of a wording that travels to the phone. */
export type RespondWording = Omit<Wording, 'site' | 'problems'> & {
  readonly problems: Readonly<Record<(typeof problemsOnSending)[number], string>> &
    Readonly<Partial<Record<ProblemCode, string>>>;
};

/** What the pages of a survey say. */
export interface PageWording {
  readonly asker: string;
  readonly minutes: string;
  readonly openLink: string;
  readonly step: string;
  readonly next: string;
  readonly back: string;
  readonly optional: string;
  readonly mostOptions: string;
  readonly mostCharacters: string;
  readonly charactersLeft: string;
  readonly charactersOver: string;
  readonly clear: string;
  readonly recommendLowest: string;
  readonly recommendHighest: string;
  readonly errors: string;
  readonly errorInTitle: string;
  readonly reviewTitle: string;
  readonly reviewText: string;
  readonly change: string;
  readonly corrected: string;
  readonly changePart: string;
  readonly part: string;
  readonly notAnswered: string;
  readonly unanswered: string;
  readonly between: string;
  readonly personalDataFound: string;
  readonly withUnit: string;
  readonly send: string;
  readonly sending: string;
  readonly endTitle: string;
  readonly finish: string;
  readonly returnToChange: string;
  readonly sentBeforeTitle: string;
  readonly sentBeforeText: string;
  readonly doneNotFound: string;
  readonly doneByOpenLink: string;
  readonly doneClose: string;
  readonly receipt: string;
  readonly receiptText: string;
  readonly notStoredTitle: string;
  readonly tryAgain: string;
  readonly waitingTitle: string;
  readonly waitingText: string;
  readonly waitingNext: string;
  readonly triedAgain: string;
  readonly sendNow: string;
  readonly resumeTitle: string;
  readonly resumeText: string;
  readonly resume: string;
  readonly anew: string;
  readonly forgetTitle: string;
  readonly forgetText: string;
  readonly forget: string;
  readonly keep: string;
  readonly sentFromHere: string;
  readonly sentFromHereText: string;
  readonly another: string;
  readonly undelivered: string;
  readonly largeText: string;
  readonly normalText: string;
  readonly simulated: string;
}

/** What the pages around the surveys say. */
export interface SiteWording {
  readonly refusedTitle: string;
  readonly usedTitle: string;
  readonly usedText: string;
  readonly overTitle: string;
  readonly overText: string;
  readonly notBegunTitle: string;
  readonly notBegunText: string;
  readonly unknownTitle: string;
  readonly home: string;
  readonly homeTitle: string;
  readonly homeText: string;
  readonly demonstration: string;
  readonly noOpenSurvey: string;
  readonly staffSignIn: string;
  readonly staffTitle: string;
  readonly staffNeedsScript: string;
  readonly loading: string;
}
