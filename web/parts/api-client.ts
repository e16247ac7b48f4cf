import type { ProblemBody, ProblemCode, ProblemParameters } from '../../api/problems.ts';
import type { AuditAction } from '../../api/storage/audit-chain.ts';
import type {
  Channel,
  Grant,
  InvitationBatch,
  Notice,
  Proposal,
  Wave as StoredWave,
} from '../../api/storage/storage.ts';
import type { LooksSinceClosing } from '../../api/fieldwork/looks-since-closing.ts';
import type { Language, LocalText } from '../../core/questionnaire/local-text.ts';
import type { Disposition } from '../../core/questionnaire/routing.ts';

/** What the API refused, with its code; `offline` when it could not be reached at all. */
export class Refusal extends Error {
  readonly code: ProblemCode | 'offline';
  readonly details: readonly string[];
  readonly parameters: ProblemParameters | undefined;

  constructor(
    code: ProblemCode | 'offline',
    details: readonly string[] = [],
    parameters?: ProblemParameters,
  ) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
    this.parameters = parameters;
  }
}

export interface SignedIn {
  readonly name: string;
  readonly grants: readonly Grant[];
}
/** The password was right, and something is still asked for. */
export interface Awaiting {
  readonly awaits: 'code' | 'enrolment';
}
export interface Account extends SignedIn {
  readonly hasConflict: boolean;
  readonly hasPassword: boolean;
  readonly sessions: readonly {
    readonly id: string;
    readonly createdAt: number;
    readonly lastSeenAt: number;
    readonly network: string;
    readonly isThis: boolean;
  }[];
  readonly secondFactor: {
    readonly isSet: boolean;
    readonly isRequired: boolean;
    readonly recoveryCodes: number;
  };
  readonly notices: readonly Pick<Notice, 'at' | 'kind' | 'by'>[];
}
export interface Proposed {
  readonly id: string;
  readonly kind: Proposal['kind'];
  readonly user: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly proposedBy: string;
  readonly proposedAt: number;
  readonly isOwn: boolean;
}
/** It is done, perhaps with a link to hand over; or it waits for another administrator. */
export interface PersonChanged {
  readonly link?: string;
  readonly proposal?: unknown;
}
export interface AuditPage {
  readonly entries: readonly {
    readonly number: number;
    readonly at: number;
    readonly actor: string;
    readonly action: AuditAction;
    readonly subject: string;
    readonly details: Readonly<Record<string, unknown>>;
  }[];
  readonly hasMore: boolean;
}
export interface ChainChecked {
  readonly examined: number;
  readonly of: number;
  readonly fault?: string;
}
export interface Programme {
  readonly name: string;
  readonly title: LocalText;
  readonly from: LocalText;
  /** Those residents are asked in. */
  readonly languages: readonly Language[];
  readonly isSimulated: boolean;
  readonly areas: readonly { readonly code: string; readonly label: LocalText }[];
  readonly departments: readonly { readonly code: string; readonly name: LocalText }[];
  readonly forms: readonly { readonly name: string; readonly title: LocalText }[];
  readonly mappings: readonly string[];
}
export interface Wave extends Omit<StoredWave, 'title' | 'openLink' | 'openPerMinute'> {
  readonly title: LocalText;
  readonly openLink: 'on' | 'off';
  readonly openPerMinute: number;
  /** Of a wave that can be opened again. */
  readonly looksSinceClosing?: LooksSinceClosing;
  /** Of a closed wave that is not sealed: whether it could be published. */
  readonly hasEnough?: boolean;
  /** Where the open link leads. */
  readonly address: string;
}
export interface CountedWave extends Wave {
  readonly counts: { readonly complete: number; readonly total: number };
}
export interface ToldCounts {
  readonly total: number;
  /** While the wave is not sealed those of the open link alone, in whole groups of 20. */
  readonly counts: readonly ResponseCount[];
  /** While it is not: how many answered by invitation in each stratum, in whole groups of 20. */
  readonly invited?: readonly { readonly stratum: string; readonly answered: number }[];
}
export interface ResponseCount {
  readonly channel: Channel;
  readonly disposition: Disposition;
  readonly area?: string;
  readonly isLate: boolean;
  readonly count: number;
}
export type Batch = InvitationBatch & { readonly issued: number; readonly used: number };
export interface ListedRelease {
  readonly hash: string;
  readonly wave: string;
  readonly title: LocalText;
  readonly period: string;
  readonly number: number;
  readonly publishedAt: number;
}
export interface Import {
  readonly id: string;
  readonly fileName: string;
  readonly state: 'checking' | 'storing' | 'done' | 'refused' | 'undone';
  readonly rowsRead: number;
  readonly rowsStored: number;
  readonly rowsTotal?: number;
  readonly problems: readonly { readonly line: number; readonly reason: string }[];
  readonly waves: readonly string[];
}
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly isDisabled: boolean;
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  readonly hasConflict: boolean;
  readonly grants: readonly Grant[];
}
export interface LinkPurpose {
  readonly purpose: 'setPassword' | 'signIn';
  readonly name: string;
}

/** Gets JSON, or throws a `Refusal`. */
export function get<Reply>(path: string): Promise<Reply> {
  return call(path, { method: 'GET' });
}

/** Posts JSON and gets JSON back, or throws a `Refusal`. */
export function post<Reply>(path: string, body: unknown = {}): Promise<Reply> {
  const headers = { 'content-type': 'application/json' };
  return call(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** Puts JSON and gets JSON back, or throws a `Refusal`. */
export function put<Reply>(path: string, body: unknown): Promise<Reply> {
  const headers = { 'content-type': 'application/json' };
  return call(path, { method: 'PUT', headers, body: JSON.stringify(body) });
}

/** Posts a CSV file as it is: it may be too large to be read into memory here. */
export function postFile<Reply>(path: string, file: File): Promise<Reply> {
  return call(path, { method: 'POST', headers: { 'content-type': 'text/csv' }, body: file });
}

export async function remove(path: string): Promise<void> {
  await call(path, { method: 'DELETE', headers: { 'content-type': 'application/json' } });
}

async function call<Reply>(path: string, request: RequestInit): Promise<Reply> {
  let response: Response;
  try {
    response = await fetch(path, request);
  } catch {
    throw new Refusal('offline');
  }
  if (!response.ok) throw await refusalOf(response);
  return (response.status === 204 ? undefined : await response.json()) as Reply;
}

/** A proxy in between may answer with something that is not ours. */
async function refusalOf(response: Response): Promise<Refusal> {
  try {
    const { code, details, issues, parameters } = (await response.json()) as ProblemBody;
    const lines = [...(details ?? []), ...(issues ?? []).map((issue) => `${issue.item}: ${issue.code}`)];
    return new Refusal(code, lines, parameters);
  } catch {
    return new Refusal(response.status === 503 ? 'busy' : 'internal');
  }
}
