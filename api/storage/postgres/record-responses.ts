import type { RecordOutcome, ResponseToRecord } from '../storage.ts';
import type { Client } from './client.ts';
import type { Connections } from './connection.ts';
import { isStorableResponse } from '../storable-response.ts';
import { tables } from '../tables/tables.ts';
import { isMalformedRow } from './errors.ts';
import { table } from './table.ts';

export const responses = table(tables.responses);

type Outcomes = readonly RecordOutcome[];
type Ask = Connections['statement'];
type Invited = Extract<ResponseToRecord, { readonly invitation: string }>;

/**
 * Stores what can be stored of a batch in one transaction, nearly always by one call of a function: `record_responses`,
 * or `hold_responses` for those by invitation.
 */
export async function recordBatch(
  { statement, unitOfWork }: Pick<Connections, 'statement' | 'unitOfWork'>,
  batch: readonly ResponseToRecord[],
  importing?: string,
): Promise<Outcomes> {
  // Asked all the same, so that a closed storage says so.
  if (batch.length === 0) await statement({ text: 'SELECT' });
  const places = rounds(batch);
  const inOrder = (outcomes: Outcomes) => {
    const ordered = new Array<RecordOutcome>(batch.length);
    for (const [index, place] of places.flat().entries()) ordered[place] = outcomes[index]!;
    return ordered;
  };
  const given = places.map((round) => round.map((place) => batch[place]!));
  if (given.length <= 1 && hasOneKind(batch)) {
    try {
      return inOrder(given[0] === undefined ? [] : await record(statement, given[0], importing));
    } catch (error) {
      if (!isMalformedRow(error)) throw error;
    }
  }
  return unitOfWork(async (client) => {
    const outcomes: RecordOutcome[] = [];
    for (const round of given) outcomes.push(...(await recordWithoutMalformed(client, round, importing)));
    return inOrder(outcomes);
  });
}

/** Places of the batch in rounds in which no response and no invitation stands twice; nearly always one round. */
function rounds(batch: readonly ResponseToRecord[]): readonly (readonly number[])[] {
  const found: { readonly places: number[]; readonly seen: Set<string> }[] = [];
  for (const [place, { response, invitation }] of batch.entries()) {
    const keys = [`response ${response.wave} ${response.id}`];
    if (invitation !== undefined) keys.push(`invitation ${response.wave} ${invitation}`);
    // Behind the last round that holds any of it, so that the order of the batch decides.
    const after = found.findLastIndex(({ seen }) => keys.some((key) => seen.has(key)));
    const round = (found[after + 1] ??= { places: [], seen: new Set() });
    round.places.push(place);
    for (const key of keys) round.seen.add(key);
  }
  return found.map(({ places }) => places);
}

/** Finds what is malformed by halves; it spoils nothing for the others. */
async function recordWithoutMalformed(
  client: Client,
  round: readonly ResponseToRecord[],
  importing: string | undefined,
): Promise<Outcomes> {
  await client.query('SAVEPOINT round');
  try {
    const outcomes = await record((query) => client.query(query), round, importing);
    await client.query('RELEASE SAVEPOINT round');
    return outcomes;
  } catch (error) {
    if (!isMalformedRow(error)) throw error;
    await client.query('ROLLBACK TO SAVEPOINT round; RELEASE SAVEPOINT round');
    if (round.length === 1) return ['invalid'];
    const middle = Math.floor(round.length / 2);
    const first = await recordWithoutMalformed(client, round.slice(0, middle), importing);
    return [...first, ...(await recordWithoutMalformed(client, round.slice(middle), importing))];
  }
}

function hasOneKind(batch: readonly ResponseToRecord[]): boolean {
  return batch.every(isInvited) || !batch.some(isInvited);
}

function isInvited(given: ResponseToRecord): given is Invited {
  return given.invitation !== undefined;
}

async function record(
  ask: Ask,
  round: readonly ResponseToRecord[],
  importing: string | undefined,
): Promise<Outcomes> {
  const invited = round.filter(isInvited);
  if (invited.length === 0) return recordThose(ask, round, importing);
  const held = await hold(ask, invited);
  if (invited.length === round.length) return held;
  const others = await recordThose(
    ask,
    round.filter((given) => !isInvited(given)),
    importing,
  );
  let ofInvited = 0;
  let ofOthers = 0;
  return round.map((given) => (isInvited(given) ? held[ofInvited++]! : others[ofOthers++]!));
}

async function recordThose(
  ask: Ask,
  those: readonly ResponseToRecord[],
  importing: string | undefined,
): Promise<Outcomes> {
  const values = [...responses.arrays(those.map(({ response }) => response)), importing ?? null];
  return outcomesOf(ask, 'record', values);
}

async function hold(ask: Ask, those: readonly Invited[]): Promise<Outcomes> {
  const storable = those.filter(({ response }) => isStorableResponse(response));
  const of = <Value>(read: (given: Invited) => Value) => storable.map(read);
  const values = [
    of(({ response }) => response.wave),
    of(({ response }) => response.id),
    of(({ response }) => response.contentHash),
    of(({ response }) => response.channel),
    of(({ response }) => response.isLate),
    of(({ invitation }) => invitation),
    of(({ held }) => held.key),
    of(({ held }) => held.content),
    of(({ held }) => held.sealed),
  ];
  const outcomes = storable.length === 0 ? [] : await outcomesOf(ask, 'hold', values);
  let place = 0;
  return those.map((given) => (storable.includes(given) ? outcomes[place++]! : 'invalid'));
}

async function outcomesOf(ask: Ask, verb: 'record' | 'hold', values: readonly unknown[]): Promise<Outcomes> {
  const { rows } = await ask<{ outcomes: Outcomes }>({
    name: `${verb}-responses`,
    text: `SELECT ${verb}_responses(${values.map((_, index) => `$${index + 1}`).join(', ')}) AS outcomes`,
    values: [...values],
  });
  return rows[0]!.outcomes;
}
