import type { HeldContent, ResponseToRecord, StorageTrouble, StoredResponse } from '../../storage.ts';
import { responses } from '../../tables/responses.ts';
import type { SqliteVerbs } from '../verbs.ts';

/** What is told to the writer when it is started. */
export interface WriterStart {
  readonly file: string;
  readonly busyTimeoutMilliseconds: number;
}

/** `open` comes first; every other call is one of a verb. */
export type WriterCall =
  | 'open'
  | { readonly verb: keyof SqliteVerbs; readonly given: readonly unknown[] }
  | { readonly packed: readonly PackedResponse[] };

/** What of an error crosses threads. */
export interface WriterError {
  readonly message: string;
  readonly trouble?: StorageTrouble;
}

/** A response as a list without names, which crosses threads in half the time. */
export type PackedResponse = readonly unknown[];

const fields = Object.keys(responses.columns) as (keyof StoredResponse)[];

export function packResponse(given: ResponseToRecord): PackedResponse {
  const { response, invitation } = given;
  const packed: unknown[] = fields.map((field) => response[field]);
  if (invitation !== undefined) packed.push(invitation, given.held);
  return packed;
}

export function unpackResponse(packed: PackedResponse): ResponseToRecord {
  const named: Record<string, unknown> = {};
  for (let place = 0; place < fields.length; place += 1) named[fields[place]!] = packed[place];
  const response = named as unknown as StoredResponse;
  const [invitation, held] = packed.slice(fields.length) as [string, HeldContent] | [];
  return invitation === undefined ? { response } : { response, invitation, held: held! };
}
