import { canonicalJson } from '../../core/canonical-json.ts';
import type { Answers } from '../../core/questionnaire/answer.ts';
import type { LocalText } from '../../core/questionnaire/local-text.ts';
import { draftRelease, type WaveToRelease } from '../../core/release/draft-release.ts';
import type { Release } from '../../core/release/release.ts';
import { waveColumns, type ResponseRow } from '../../core/release/wave-columns.ts';
import type { Deps } from '../deps.ts';
import type { Storage, StoredResponse, Wave } from '../storage/storage.ts';
import { pinnedWave } from './pin-programme.ts';

/**
 * From the stored responses of a wave to everything that may be published of it. Nothing is stored here and
 * nothing else is read: the same responses, documents and software give the same release again.
 *
 * @param number which release of the wave this would be; 0 for a look at figures that are not frozen
 */
export async function estimateWave(deps: Deps, wave: Wave, number: number): Promise<Release> {
  const { storage, software } = deps;
  const { hash: document, programme, form } = await pinnedWave(storage, wave);
  const responses = await completeResponses(storage, wave.id);
  const sampled = responses.filter(({ channel }) => channel !== 'open');
  const columns = waveColumns(form.questionnaire, sampled.map(toRow));
  const before = await releaseBefore(storage, wave);
  return draftRelease({
    wave: describe(wave),
    number,
    programme,
    form,
    document,
    software,
    columns,
    byChannel: countBy(responses, ({ channel }) => channel),
    ...(before ? { before } : {}),
  });
}

/** Complete responses of all channels as of one moment, in the order of their ids: the same on every engine. */
async function completeResponses(storage: Storage, wave: string): Promise<readonly StoredResponse[]> {
  const complete: StoredResponse[] = [];
  for await (const page of storage.responsesOf(wave)) {
    complete.push(...page.filter(({ disposition }) => disposition === 'complete'));
  }
  return complete;
}

function toRow(stored: StoredResponse): ResponseRow {
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

/** The last release of the last wave before this one, with its hash. */
async function releaseBefore(storage: Storage, wave: Wave) {
  const periodOf = new Map((await storage.waves(wave.programme)).map(({ id, period }) => [id, period]));
  const earlier = (await storage.releases(wave.programme)).filter(
    (release) => release.wave !== wave.id && (periodOf.get(release.wave) ?? '') < wave.period,
  );
  const last = earlier.at(-1);
  const body = last && (await storage.document(last.hash));
  return last && body !== undefined ? { hash: last.hash, release: JSON.parse(body) as Release } : undefined;
}

function describe(wave: Wave): WaveToRelease['wave'] {
  return {
    id: wave.id,
    title: JSON.parse(wave.title) as LocalText,
    period: wave.period,
    kind: wave.kind,
  };
}

function countBy<Value>(values: readonly Value[], key: (value: Value) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[key(value)] = (counts[key(value)] ?? 0) + 1;
  return counts;
}

/** The bytes of a release: what is stored, hashed and served. */
export function releaseDocument(release: Release): string {
  return canonicalJson(release);
}
