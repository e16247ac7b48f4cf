import { contentHash } from '../../content-hash.ts';
import type { ReleaseProvenance } from '../release.ts';
import type { SealedSample } from '../sealed-release.ts';
import type { FrameToRelease, WaveToMeasure } from './wave-to-release.ts';

/** What the figures of a wave are made from, by hashes. */
export function provenanceOf(
  { document, software, responses }: WaveToMeasure,
  frames: readonly FrameToRelease[],
): Omit<ReleaseProvenance, 'sealed'> {
  return { document, responses: responses ?? digestOf(frames), software };
}

function digestOf(frames: readonly FrameToRelease[]): string {
  const digests = frames.map(({ columns }) => columns.digest);
  return digests.length === 1 ? digests[0]! : contentHash(digests);
}

/** Exact counts over all frames. */
export function sampleOf({ byChannel }: WaveToMeasure, frames: readonly FrameToRelease[]): SealedSample {
  const byMode: Record<string, number> = {};
  for (const { columns } of frames) {
    for (const [mode, count] of Object.entries(columns.byMode)) byMode[mode] = (byMode[mode] ?? 0) + count;
  }
  return {
    responses: sumOf(frames.map(({ columns }) => columns.rowCount)),
    byChannel,
    byMode,
    flagged: sumOf(frames.flatMap(({ columns }) => [...columns.isFlagged])),
    excluded: frames.flatMap(({ excluded }) => excluded?.ids ?? []).sort(),
  };
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
