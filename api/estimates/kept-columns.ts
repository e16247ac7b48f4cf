import type { Answers } from '../../core/questionnaire/answer.ts';
import type { Questionnaire } from '../../core/questionnaire/questionnaire.ts';
import { growWaveColumns, type ResponseRow, type WaveColumns } from '../../core/release/wave-columns.ts';
import {
  type Channel,
  LEAST_TOLD,
  type Storage,
  type StoredResponse,
  type Wave,
} from '../storage/storage.ts';

/** The complete responses of a wave, as estimation takes them. */
export interface WaveData {
  /** Those of the sample the figures rest on; those of the open link are not among them. */
  readonly columns: WaveColumns;
  /** Digest over all of the sample, those that are left out too. */
  readonly responses: string;
  /** All of them but those that are left out, by channel. */
  readonly byChannel: Readonly<Record<string, number>>;
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
  of(wave: Wave, questionnaire: Questionnaire, leftOut?: LeftOut): Promise<WaveData>;
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
  async function readWhole(wave: Wave, questionnaire: Questionnaire, leftOut: LeftOut): Promise<WaveData> {
    const whole = new GrowingWave(questionnaire);
    for await (const page of storage.responsesOf(wave.id)) for (const response of page) whole.add(response);
    return whole.data(isSealed(wave), leftOut);
  }

  return {
    async of(wave, questionnaire, leftOut = nothing) {
      const { id, document } = wave;
      const key = `${id} ${document}`;
      const known = kept.get(key);
      // Nobody else grows it meanwhile.
      kept.delete(key);
      for (const growing of [known, new GrowingWave(questionnaire)]) {
        if (!growing || !(await isOfTheSame(id, growing))) continue;
        const state = await catchUp(id, growing);
        if (state === 'other') continue;
        kept.set(key, growing);
        if (kept.size > MOST_WAVES) kept.delete(kept.keys().next().value!);
        // A cursor may wait for an older transaction of somebody else; what is there now is read as of one moment.
        return state === 'behind'
          ? readWhole(wave, questionnaire, leftOut)
          : growing.data(isSealed(wave), leftOut);
      }
      return readWhole(wave, questionnaire, leftOut);
    },
  };
}

/** Nothing more comes; until then answers by invitation are held, and those of the open link told of in groups. */
function isSealed({ kind, sealedDigest }: Wave): boolean {
  return kind === 'imported' || sealedDigest !== undefined;
}

class GrowingWave {
  readonly #columns;
  #channelOfSample: Channel = 'invitation';
  readonly #byChannel: Record<string, number> = {};
  /** Ids of those that came late; there are few of them. */
  readonly #late: string[] = [];
  cursor = '';
  /** The cursor behind the first response, by which the wave is known again. */
  first: string | undefined;
  stored = 0;

  constructor(questionnaire: Questionnaire) {
    this.#columns = growWaveColumns(questionnaire);
  }

  add(response: StoredResponse): void {
    this.stored += 1;
    const { disposition, channel, isLate, id } = response;
    if (disposition !== 'complete') return;
    this.#byChannel[channel] = (this.#byChannel[channel] ?? 0) + 1;
    const row = rowOf(response);
    if (!row) return;
    this.#columns.add(row);
    // A wave by invitation has none that were imported, and the other way round.
    this.#channelOfSample = channel;
    if (isLate) this.#late.push(id);
  }

  data(isSealed: boolean, { excluded, isLateOut }: LeftOut): WaveData {
    const all = this.#columns.columns();
    const late = isLateOut ? this.#late : [];
    const columns = this.#columns.columns(new Set([...late, ...excluded]));
    const { open = 0, ...others } = this.#byChannel;
    const told = isSealed ? open : open - (open % LEAST_TOLD);
    return {
      columns,
      responses: all.digest,
      byChannel: {
        ...others,
        ...(all.rowCount > 0 ? { [this.#channelOfSample]: columns.rowCount } : {}),
        ...(told > 0 ? { open: told } : {}),
      },
      ...(excluded.length > 0
        ? { excluded: { ids: [...excluded].sort(), columns: this.#columns.columns(new Set(late)) } }
        : {}),
    };
  }
}

/** A response as figures see it; none where it does not enter them. */
export function rowOf(stored: StoredResponse): ResponseRow | undefined {
  if (stored.disposition !== 'complete' || stored.channel === 'open') return undefined;
  const { id, contentHash, mode, area, weight, stratum, primaryUnit, answers } = stored;
  return {
    id,
    contentHash,
    mode,
    ...(area === undefined ? {} : { area }),
    ...(weight === undefined ? {} : { weight }),
    ...(stratum === undefined ? {} : { stratum }),
    ...(primaryUnit === undefined ? {} : { primaryUnit }),
    answers: JSON.parse(answers) as Answers,
  };
}
