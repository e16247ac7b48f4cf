import type { Issue } from '../core/questionnaire/issue.ts';

/**
 * Every problem the API can report: a code that never changes its meaning, the status it is sent with, and
 * one sentence that says what to do. Retired codes are kept in `retiredProblemCodes` and never used again.
 */
export const problems = {
  malformedJson: { status: 400, message: 'The body is not JSON. Send a JSON object.' },
  malformedRequest: {
    status: 400,
    message: 'The request is not of the form this address takes; see details.',
  },
  malformedResponseId: { status: 400, message: 'The response id must be a version 4 UUID in lower case.' },
  notSignedIn: { status: 401, message: 'Sign in first.' },
  wrongPassword: { status: 401, message: 'Name or password is wrong. Check both and try again.' },
  forbidden: { status: 403, message: 'Your role does not include this. Ask the administrator.' },
  wrongCode: { status: 422, message: 'This code is wrong or was used. Wait for the next one and try again.' },
  crossSite: { status: 403, message: 'This request came from another site and was not carried out.' },
  notFound: { status: 404, message: 'There is nothing at this address.' },
  waveUnknown: { status: 404, message: 'There is no wave of this name. Check the address.' },
  personUnknown: { status: 404, message: 'There is no such person. Load the list again.' },
  proposalGone: {
    status: 404,
    message: 'This proposal was confirmed, refused or taken back already. Load the list again.',
  },
  invitationUnknown: {
    status: 404,
    message: 'This invitation is not known. Check the link, or scan the code again.',
  },
  linkUsed: { status: 410, message: 'This link was used before or has expired. Ask for a new one.' },
  responseConflict: {
    status: 409,
    message: 'Other answers are stored under this id; they stay as they are.',
  },
  invitationUsed: {
    status: 409,
    message: 'This invitation was used before. One invitation is for one response.',
  },
  openLinkOff: {
    status: 403,
    message: 'This survey is by invitation only. Open it by the link or the code of your invitation.',
  },
  openLinkFullInAll: {
    status: 409,
    message: 'The open link has taken as many answers as it may. By an invitation you can still answer.',
  },
  waveNotOpen: { status: 409, message: 'This survey is not open for answers.' },
  wrongWaveState: { status: 409, message: 'The wave is in a state that does not allow this. Load it again.' },
  waveSealed: {
    status: 409,
    message:
      'This wave was ended for good and takes no more answers, so nobody could use an invitation to it. Make a new ' +
      'wave to go on.',
  },
  graceNotOver: {
    status: 409,
    message:
      'Answers on their way are taken until half an hour after closing; see details for the minutes left. ' +
      'Wait, or end that time now.',
  },
  closedAhead: {
    status: 409,
    message:
      'This wave was closed while the clock was ahead, at a time that is still to come; it takes no answers. End it ' +
      'for good (seal it), or open it again and close it.',
  },
  releasesTooClose: {
    status: 409,
    message:
      'An earlier release of this wave rests on answers that differ from these by fewer than ten. Together the two ' +
      'would tell of those few, so this one is not published.',
  },
  mostReleases: {
    status: 409,
    message:
      'This wave has three releases, and each further one would tell more of the few answers in which they differ. ' +
      'What is to be corrected is said in words.',
  },
  tellsOfFew: {
    status: 409,
    message:
      'Published like this, answers of a few people could be worked out; see details. Nothing was published.',
  },
  exclusionGone: {
    status: 404,
    message: 'This was confirmed or rejected already, or there is no such request. Load the list again.',
  },
  ownExclusion: {
    status: 409,
    message:
      'Another account must confirm that these answers are left out. You can take back what you asked.',
  },
  excludedAlready: {
    status: 409,
    message: 'Some of these answers are left out already, or somebody asked for it. Load the list again.',
  },
  responsesUnknown: {
    status: 422,
    message: 'Some of these are no answers of this wave that figures rest on; see details.',
  },
  nameTaken: { status: 409, message: 'This name is taken. Choose another.' },
  nameMixed: {
    status: 422,
    message: 'The name mixes letters of two alphabets that look alike. Write it in one of them.',
  },
  nameLooksLike: {
    status: 409,
    message: 'The name looks like that of another account, though its letters are others. Choose another.',
  },
  ownProposal: { status: 409, message: 'Another administrator must confirm what you proposed.' },
  proposerGone: {
    status: 409,
    message:
      'Who proposed this was shut out or is no administrator any more, so it cannot be confirmed. Refuse it.',
  },
  proposalUnproven: {
    status: 409,
    message:
      'The audit chain does not say that anybody proposed this, so it cannot be confirmed. Refuse it, and find out ' +
      'how it came here.',
  },
  secondFactorSet: {
    status: 409,
    message: 'This account has a second factor. An administrator can take it away first.',
  },
  userDisabled: { status: 409, message: 'This person is shut out. Let the person in again first.' },
  lastAdministrator: {
    status: 409,
    message: 'This is the last administrator who can sign in. Make another one first.',
  },
  published: { status: 409, message: 'A release was published from this; it can no longer be undone.' },
  questionnaireChanged: {
    status: 409,
    message: 'This wave does not use that questionnaire. Open the survey again.',
  },
  formNotDrawn: {
    status: 422,
    message:
      'This wave asks several forms, and its id draws this response to another one. Open the survey again.',
  },
  formsNotTogether: {
    status: 422,
    message: 'These forms cannot be asked in one wave; see details for what to change.',
  },
  bodyTooLarge: { status: 413, message: 'The body is larger than this address takes.' },
  answersNotAccepted: { status: 422, message: 'Some answers cannot be stored; see issues.' },
  fileNotAccepted: { status: 422, message: 'The file cannot be imported; nothing was stored. See rows.' },
  tooFewInvitations: {
    status: 422,
    message: 'So few invitations of one unit and weight would tell whose answers came by them. Issue more.',
  },
  notPublishable: { status: 422, message: 'This wave cannot be published yet; see the reason.' },
  passwordTooWeak: {
    status: 422,
    message:
      'Choose a password of at least 10 characters that is hard to guess: without common words, names, years, ' +
      'keyboard patterns or repeats.',
  },
  wrongOldPassword: { status: 422, message: 'The present password is wrong.' },
  rolesConflict: {
    status: 422,
    message: 'One account cannot hold both of these roles; see details. Use two people’s accounts.',
  },
  programmeUnknown: { status: 422, message: 'There is no such programme; see details.' },
  tooManyAttempts: { status: 429, message: 'Too many failed attempts. Wait 15 minutes, then try again.' },
  internal: { status: 500, message: 'Something went wrong here. Nothing was stored; try again.' },
  waitYourTurn: {
    status: 503,
    message:
      'As much of this is under way as can be at once. Wait for yours to end, or try again in a minute.',
  },
  notStoredNow: {
    status: 503,
    message: 'Nothing can be stored at the moment. Your answers are safe on your device; try again shortly.',
  },
  crowded: { status: 503, message: 'Many people are opening surveys now. Come back in a while.' },
  openLinkFull: {
    status: 503,
    message:
      'More answers come by the open link than are taken. Your answers are safe on your device; try again.',
  },
  busy: {
    status: 503,
    message: 'Too much at once. Your answers are safe on your device; try again shortly.',
  },
} as const satisfies Record<string, { status: number; message: string }>;

export type ProblemCode = keyof typeof problems;

/** Codes that once had a meaning and must not be given another. */
export const retiredProblemCodes: readonly string[] = [];

/** The one shape in which a problem leaves the API. */
export interface ProblemBody {
  readonly code: ProblemCode;
  readonly status: number;
  readonly message: string;
  readonly issues?: readonly Issue[];
  /** What else helps: bad rows of a file, faults of a definition, the reason in detail. */
  readonly details?: readonly string[];
  /** The figures and names of the details, for a sentence in the reader's language. */
  readonly parameters?: ProblemParameters;
}
export type ProblemParameters = Readonly<Record<string, string | number>>;

/** Thrown where a request cannot be served; turned into a `ProblemBody` in one place. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly issues: readonly Issue[] | undefined;
  readonly details: readonly string[] | undefined;
  readonly parameters: ProblemParameters | undefined;

  constructor(
    code: ProblemCode,
    more: { issues?: readonly Issue[]; details?: readonly string[]; parameters?: ProblemParameters } = {},
  ) {
    super(problems[code].message);
    this.name = 'Problem';
    this.code = code;
    this.issues = more.issues;
    this.details = more.details;
    this.parameters = more.parameters;
  }

  get status() {
    return problems[this.code].status;
  }

  body(): ProblemBody {
    return {
      code: this.code,
      status: this.status,
      message: this.message,
      ...(this.issues ? { issues: this.issues } : {}),
      ...(this.details ? { details: this.details } : {}),
      ...(this.parameters ? { parameters: this.parameters } : {}),
    };
  }
}
