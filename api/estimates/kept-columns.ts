import type { Answers } from '../../core/questionnaire/answer.ts';
import { contentHash } from '../../core/content-hash.ts';
import type { Frame } from '../../core/programme/frames.ts';
import {
  GrowingDigest,
  growWaveColumns,
  type GrowingWaveColumns,
  type ResponseRow,
  type WaveColumns,
} from '../../core/release/measure/wave-columns.ts';
import {
  type Channel,
  LEAST_TOLD,
  type Storage,
  type StoredResponse,
  type Wave,
} from '../storage/storage.ts';

/** The complete responses of a wave, as estimation takes them. */
export interface WaveData<Framed extends FrameAsked = FrameAsked> {
  /** Those of the sample the figures rest on, by frame; those of the open link are not among them. */
  readonly frames: readonly (Framed & FrameColumns)[];
  /** Digest over all of the sample, those that are left out too. */
  readonly responses: string;
  /** All of them but those that are left out, by channel. */
  readonly byChannel: Readonly<Record<string, number>>;
}

/** The forms of one index: whose answers lie in one table. */
export type FrameAsked = Pick<Frame, 'form' | 'forms'>;

export interface FrameColumns {
  readonly columns: WaveColumns;
  /** The sample with the answers that were excluded put in again, and the ids of these in order; none where none was. */
  readonly excluded?: { readonly ids: readonly string[]; readonly columns: WaveColumns };
}

/** What figures go without. */
export interface LeftOut {
  /** Responses that two people excluded. */
  readonly excluded: readonly string[];
  /** Whether those that came late are in no figure, as the programme declared. */
  readonly isLateOut: boolean;
}

export interface KeptColumns {
  of<Framed extends FrameAsked>(
    wave: Wave,
    frames: readonly Framed[],
    leftOut?: LeftOut,
  ): Promise<WaveData<Framed>>;
}

const nothing: LeftOut = { excluded: [], isLateOut: false };

const PAGE = 2000;
/** A wave of the short form takes about 0.65 KB a response; those looked at last are kept. */
const MOST_WAVES = 4;

/**
 * The columns of waves, built once and added to: each look reads the responses stored since the one before. What is
 * kept is trusted only while it begins with the response the storage begins with and holds as many as that counts;
 * otherwise the wave, which may have been undone and imported again, is read from the beginning.
 */
export function keepColumns(
  storage: Pick<Storage, 'responsesOf' | 'responsesAfter' | 'countResponses'>,
): KeptColumns {
  const kept = new Map<string, GrowingWave>();

  async function catchUp(wave: string, growing: GrowingWave): Promise<'whole' | 'behind' | 'other'> {
    const before = await countOf(wave);
    if (growing.first === undefined) {
      const page = await storage.responsesAfter(wave, '', 1);
      for (const response of page.responses) growing.add(response);
      if (page.responses.length > 0) growing.first = page.cursor;
      growing.cursor = page.cursor;
    }
    for (;;) {
      const page = await storage.responsesAfter(wave, growing.cursor, PAGE);
      for (const response of page.responses) growing.add(response);
      growing.cursor = page.cursor;
      if (page.responses.length < PAGE) break;
    }
    if (growing.stored < before) return 'behind';
    // While a wave is open, more may have come since.
    return growing.stored <= (await countOf(wave)) ? 'whole' : 'other';
  }
  async function countOf(wave: string): Promise<number> {
    return (await storage.countResponses(wave)).reduce((sum, { count }) => sum + count, 0);
  }

  /** Whether what is kept begins with the response that the storage begins with: an import may have been undone. */
  async function isOfTheSame(wave: string, { first }: GrowingWave): Promise<boolean> {
    if (first === undefined) return true;
    return (await storage.responsesAfter(wave, '', 1)).cursor === first;
  }
  async function readWhole<Framed extends FrameAsked>(
    wave: Wave,
    frames: readonly Framed[],
    leftOut: LeftOut,
  ): Promise<WaveData<Framed>> {
    const whole = new GrowingWave(frames);
    for await (const page of storage.responsesOf(wave.id)) for (const response of page) whole.add(response);
    return whole.data(frames, isSealed(wave), leftOut);
  }

  return {
    async of(wave, frames, leftOut = nothing) {
      const { id, document } = wave;
      const key = `${id} ${document}`;
      const known = kept.get(key);
      // Nobody else grows it meanwhile.
      kept.delete(key);
      for (const growing of [known, new GrowingWave(frames)]) {
        if (!growing || !(await isOfTheSame(id, growing))) continue;
        const state = await catchUp(id, growing);
        if (state === 'other') continue;
        kept.set(key, growing);
        if (kept.size > MOST_WAVES) kept.delete(kept.keys().next().value!);
        // A cursor may wait for an older transaction of somebody else; what is there now is read as of one moment.
        return state === 'behind'
          ? readWhole(wave, frames, leftOut)
          : growing.data(frames, isSealed(wave), leftOut);
      }
      return readWhole(wave, frames, leftOut);
    },
  };
}

/** Nothing more comes; until then answers by invitation are held, and those of the open link told of in groups. */
function isSealed({ kind, sealedDigest }: Wave): boolean {
  return kind === 'imported' || sealedDigest !== undefined;
}

class GrowingWave {
  readonly #frames: readonly GrowingWaveColumns[];
  /** The place of the frame by the hash of what was asked. */
  readonly #frameOf: ReadonlyMap<string, number>;
  /** Over all frames; of one frame it is that of its columns. */
  readonly #digest: GrowingDigest | undefined;
  #channelOfSample: Channel = 'invitation';
  readonly #byChannel: Record<string, number> = {};
  /** Ids of those that came late; there are few of them. */
  readonly #late: string[] = [];
  cursor = '';
  /** The cursor behind the first response, by which the wave is known again. */
  first: string | undefined;
  stored = 0;

  constructor(frames: readonly FrameAsked[]) {
    this.#frames = frames.map(({ form }) => growWaveColumns(form.questionnaire));
    const asked = frames.length === 1 ? [] : frames;
    this.#frameOf = new Map(
      asked.flatMap(({ forms }, place) =>
        forms.map(({ questionnaire }) => [contentHash(questionnaire), place] as const),
      ),
    );
    this.#digest = frames.length === 1 ? undefined : new GrowingDigest();
  }

  add(response: StoredResponse): void {
    this.stored += 1;
    const { disposition, channel, isLate, id, questionnaire } = response;
    if (disposition !== 'complete') return;
    this.#byChannel[channel] = (this.#byChannel[channel] ?? 0) + 1;
    const row = rowOf(response);
    if (!row) return;
    this.#frames[this.#frameOf.get(questionnaire) ?? 0]!.add(row);
    this.#digest?.add(row);
    // A wave by invitation has none that were imported, and the other way round.
    this.#channelOfSample = channel;
    if (isLate) this.#late.push(id);
  }

  /** @param frames those it was made for */
  data<Framed extends FrameAsked>(
    frames: readonly Framed[],
    isSealed: boolean,
    { excluded, isLateOut }: LeftOut,
  ): WaveData<Framed> {
    const late = new Set(isLateOut ? this.#late : []);
    const without = new Set([...late, ...excluded]);
    const parts = frames.map((frame, place): Framed & FrameColumns => {
      const growing = this.#frames[place]!;
      const columns = growing.columns(without);
      if (excluded.length === 0) return { ...frame, columns };
      const withExcluded = growing.columns(late);
      const ids = frames.length === 1 ? excluded : idsAmong(withExcluded, excluded);
      return { ...frame, columns, excluded: { ids: [...ids].sort(), columns: withExcluded } };
    });
    const { open = 0, ...others } = this.#byChannel;
    const told = isSealed ? open : open - (open % LEAST_TOLD);
    const isEmpty = this.#frames.every((growing) => growing.columns().rowCount === 0);
    return {
      frames: parts,
      responses: this.#digest?.digest() ?? this.#frames[0]!.columns().digest,
      byChannel: {
        ...others,
        ...(isEmpty ? {} : { [this.#channelOfSample]: rowsOf(parts) }),
        ...(told > 0 ? { open: told } : {}),
      },
    };
  }
}

function rowsOf(frames: readonly FrameColumns[]): number {
  return frames.reduce((sum, { columns }) => sum + columns.rowCount, 0);
}

function idsAmong({ ids }: WaveColumns, wanted: readonly string[]): readonly string[] {
  const there = new Set(ids);
  return wanted.filter((id) => there.has(id));
}

/** A response as figures see it; none where it does not enter them. */
export function rowOf(stored: StoredResponse): ResponseRow | undefined {
  if (stored.disposition !== 'complete' || stored.channel === 'open') return undefined;
  const { id, contentHash, mode, area, weight, stratum, primaryUnit, answers } = stored;
  const { questionnaire: form, formProbability } = stored;
  return {
    id,
    contentHash,
    mode,
    ...(area === undefined ? {} : { area }),
    ...(weight === undefined ? {} : { weight }),
    ...(stratum === undefined ? {} : { stratum }),
    ...(primaryUnit === undefined ? {} : { primaryUnit }),
    ...(formProbability === undefined ? {} : { form, formProbability }),
    answers: JSON.parse(answers) as Answers,
  };
}
