import { UnstorableValue } from '../storable-value.ts';
import type { RecordOutcome, ResponseToRecord, StoredResponse } from '../storage.ts';
import type { Connections } from './connection.ts';
import { isMalformedRow } from './errors.ts';
import { table } from './table.ts';

export const responses = table<StoredResponse>('responses', {
  wave: 'text',
  id: 'text',
  questionnaire: 'text',
  contentHash: 'text',
  channel: 'text',
  mode: 'text',
  language: 'text',
  disposition: 'text',
  area: 'text',
  localDay: 'text',
  isLate: 'boolean',
  durationBand: 'text',
  weight: 'real',
  stratum: 'text',
  primaryUnit: 'text',
  answers: 'text',
});

type Outcomes = readonly RecordOutcome[];

/** Stores what can be stored of a batch by `record_responses`, in as few calls as its repetitions allow. */
export async function recordBatch(
  connections: Pick<Connections, 'statement'>,
  batch: readonly ResponseToRecord[],
  importing?: string,
): Promise<Outcomes> {
  // Asked all the same, so that a closed storage says so.
  if (batch.length === 0) await connections.statement({ text: 'SELECT' });
  const outcomes = new Array<RecordOutcome>(batch.length);
  for (const places of rounds(batch)) {
    const round = places.map((place) => batch[place]!);
    const decided = await recordRound(connections, round, importing);
    for (const [index, place] of places.entries()) outcomes[place] = decided[index]!;
  }
  return outcomes;
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

async function recordRound(
  connections: Pick<Connections, 'statement'>,
  round: readonly ResponseToRecord[],
  importing: string | undefined,
): Promise<Outcomes> {
  try {
    return await call(connections, round, importing);
  } catch (error) {
    if (!(error instanceof UnstorableValue) && !isMalformedRow(error)) throw error;
    if (round.length === 1) return ['invalid'];
    // One of them is malformed. It is found by halves, and spoils nothing for the others.
    const middle = Math.floor(round.length / 2);
    const first = await recordRound(connections, round.slice(0, middle), importing);
    return [...first, ...(await recordRound(connections, round.slice(middle), importing))];
  }
}

async function call(
  { statement }: Pick<Connections, 'statement'>,
  round: readonly ResponseToRecord[],
  importing: string | undefined,
): Promise<Outcomes> {
  const values = [
    ...responses.arrays(round.map(({ response }) => response)),
    round.map(({ invitation }) => invitation ?? null),
    importing ?? null,
  ];
  const { rows } = await statement<{ outcomes: Outcomes }>({
    name: 'record-responses',
    text: `SELECT record_responses(${values.map((_, index) => `$${index + 1}`).join(', ')}) AS outcomes`,
    values,
  });
  return rows[0]!.outcomes;
}
