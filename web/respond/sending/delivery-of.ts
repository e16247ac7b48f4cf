import type { problems, ProblemCode } from '../../../api/problems.ts';
import type { Issue } from '../../../core/questionnaire/issue.ts';
import type { Disposition } from '../../../core/questionnaire/routing.ts';

/** What became of one attempt. Only `stored` may be told to the person as success. */
export type Delivery =
  | { readonly kind: 'stored'; readonly receipt: string; readonly disposition: Disposition }
  /** An answer that sending again cannot change. */
  | { readonly kind: 'refused'; readonly problem: FinalProblem; readonly issues: readonly Issue[] }
  | { readonly kind: 'unreached'; readonly retryAfterSeconds: number };

/** The problems that sending again cannot mend, each with the status our server sends it with. */
export const finalProblems = {
  malformedJson: 400,
  malformedRequest: 400,
  malformedResponseId: 400,
  openLinkOff: 403,
  waveUnknown: 404,
  invitationUnknown: 404,
  invitationUsed: 409,
  responseConflict: 409,
  waveNotOpen: 409,
  openLinkFullInAll: 409,
  questionnaireChanged: 409,
  bodyTooLarge: 413,
  answersNotAccepted: 422,
  formNotDrawn: 422,
} as const satisfies { readonly [Code in ProblemCode]?: (typeof problems)[Code]['status'] };
export type FinalProblem = keyof typeof finalProblems;

const outcomes = { recorded: 201, alreadyRecorded: 200 } as const;
const dispositions: readonly unknown[] = ['complete', 'refusal', 'ineligible'] satisfies Disposition[];
const receiptForm = /^[0-9A-Z]{4}(-[0-9A-Z]{4})+$/;
const LONGEST_RETRY_AFTER_SECONDS = 3600;

/** The part of a reply to `fetch` that tells. */
export type Reply = Pick<Response, 'status' | 'headers' | 'json'>;

/**
 * What a reply says. Between phone and server stand sign-in pages of hotels, firewalls and gateways that answer
 * in our place, with any status and any JSON. So only what our server alone would say counts: everything else
 * means that it was not reached, and the parcel is kept and sent again.
 */
export async function deliveryOf(reply: Reply): Promise<Delivery> {
  const retryAfter = Number(reply.headers.get('retry-after'));
  const unreached = {
    kind: 'unreached',
    retryAfterSeconds: retryAfter > 0 ? Math.min(retryAfter, LONGEST_RETRY_AFTER_SECONDS) : 0,
  } as const;
  const body = await reply.json().catch(() => undefined);
  if (!isRecord(body)) return unreached;
  return storedBy(reply.status, body) ?? refusedBy(reply.status, body) ?? unreached;
}

function storedBy(status: number, body: Readonly<Record<string, unknown>>): Delivery | undefined {
  const { outcome, receipt, disposition } = body;
  if (ownValue(outcomes, outcome) !== status || !dispositions.includes(disposition)) return undefined;
  if (typeof receipt !== 'string' || !receiptForm.test(receipt)) return undefined;
  return { kind: 'stored', receipt, disposition: disposition as Disposition };
}

function refusedBy(status: number, body: Readonly<Record<string, unknown>>): Delivery | undefined {
  const { code, status: said, issues = [] } = body;
  if (ownValue(finalProblems, code) !== status || said !== status || !Array.isArray(issues)) return undefined;
  return { kind: 'refused', problem: code as FinalProblem, issues: issues.filter(isIssue) };
}

function isIssue(given: unknown): given is Issue {
  return isRecord(given) && typeof given['item'] === 'string' && typeof given['code'] === 'string';
}

function isRecord(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null;
}

function ownValue(table: Readonly<Record<string, number>>, key: unknown): number | undefined {
  return typeof key === 'string' && Object.hasOwn(table, key) ? table[key] : undefined;
}
