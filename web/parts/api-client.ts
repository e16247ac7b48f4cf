import { type ClientResponse, hc } from 'hono/client';
import type { ResponseFormat } from 'hono/types';
import type { Api } from '../../api/app.ts';
import type { ProblemBody, ProblemCode, ProblemParameters } from '../../api/problems.ts';

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

/**
 * Every route of the API, typed by the application itself: an address, a body or a reply that is not there does not
 * compile. What is asked of it goes through `reply`: `await reply(api.waves[':wave'].$get({ param: at({ wave }) }))`.
 */
export const { api } = hc<Api>('/', { fetch: orRefusal });

/** What was replied: nothing where nothing came. Whatever was refused is thrown as a `Refusal`. */
export async function reply<Answer extends AnyAnswer>(asked: Promise<Answer>): Promise<BodyOf<Answer>> {
  const answer = await asked;
  return (answer.status === 204 ? undefined : await answer.json()) as BodyOf<Answer>;
}

/** The names in an address, as an address holds them. */
export function at<Names extends Readonly<Record<string, string>>>(names: Names): Names {
  const written = Object.entries(names).map(([key, name]) => [
    key,
    // The client takes an `index` at the end for nothing.
    name === 'index' ? '%69ndex' : encodeURIComponent(name),
  ]);
  return Object.fromEntries(written) as Names;
}

/** For a route that takes a file as it is: it may be too large to be read into memory here. */
export function asFile(file: File): { readonly init: RequestInit } {
  return { init: { body: file, headers: { 'content-type': 'text/csv' } } };
}

type AnyAnswer = ClientResponse<unknown, number, ResponseFormat>;
type BodyOf<Answer> =
  Answer extends ClientResponse<infer Body, number, infer Format>
    ? Format extends 'json'
      ? Body
      : undefined
    : never;

/** What a route replies. */
export type ReplyOf<Ask extends (...args: never[]) => Promise<AnyAnswer>> = BodyOf<Awaited<ReturnType<Ask>>>;

type Session = ReplyOf<typeof api.session.$get>;
export type SignedIn = Extract<Session, { readonly grants: unknown }>;
/** The password was right, and something is still asked for. */
export type Awaiting = Exclude<Session, SignedIn>;
export type Grant = SignedIn['grants'][number];
export type Account = ReplyOf<typeof api.account.$get>;
export type Enrolment = ReplyOf<(typeof api.account)['second-factor']['$post']>;
export type LinkPurpose = ReplyOf<(typeof api)['sign-in-links'][':token']['$get']>;

export type Roles = ReplyOf<typeof api.roles.$get>;
export type Person = ReplyOf<typeof api.users.$get>[number];
export type Proposed = ReplyOf<typeof api.proposals.$get>[number];
/** It is done, perhaps with a link to hand over; or it waits for another administrator. */
export type PersonChanged = ReplyOf<typeof api.users.$post>;

export type AuditPage = ReplyOf<typeof api.audit.$get>;
export type AuditAction = AuditPage['entries'][number]['action'];
export type ChainChecked = ReplyOf<typeof api.audit.check.$get>;

export type Programme = ReplyOf<typeof api.programmes.$get>[number];
type OfProgramme = (typeof api.programmes)[':programme'];
type OfWave = (typeof api.waves)[':wave'];

export type Wave = ReplyOf<OfWave['$get']>;
export type CountedWave = ReplyOf<OfProgramme['waves']['$get']>[number];
export type ToldCounts = ReplyOf<OfWave['counts']['$get']>;
export type ResponseCount = ToldCounts['counts'][number];
export type Channel = ResponseCount['channel'];
export type Batch = ReplyOf<OfWave['invitation-batches']['$get']>[number];
export type Exclusion = ReplyOf<OfWave['exclusions']['$get']>[number];
export type Import = ReplyOf<(typeof api.imports)[':id']['$get']>;
export type ListedRelease = ReplyOf<OfProgramme['releases']['$get']>[number];

/** Asks, and turns whatever is no success into a `Refusal`. */
async function orRefusal(address: Request | string | URL, request?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, request);
  } catch (error) {
    // Whoever gave up knows.
    if (request?.signal?.aborted) throw error;
    throw new Refusal('offline');
  }
  if (!response.ok) throw await refusalOf(response);
  return response;
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
