import { contentHash } from '../content-hash.ts';
import { exactFrames, type ExactFrame } from './exact-frames.ts';
import { renderedRelease } from './rendered-release.ts';
import type { SealedRelease } from './sealed-release.ts';
import type { DraftedRelease, FrameToRelease, WaveToRelease } from './wave-to-release.ts';

/**
 * Everything that is published of a wave: responses as columns -> sample design -> figures with errors -> cells hidden ->
 * changes since the wave before -> verdicts on targets, all at full precision -> digits as the errors leave them. Pure:
 * the same input gives the same two documents, byte for byte once they are written as canonical JSON.
 */
export function draftRelease(input: WaveToRelease): DraftedRelease {
  const exact = exactFrames(input);
  const sealed = sealedRelease(input, exact);
  const document = renderedRelease(input, exact, sealed);
  const ofSealed = input.secret === undefined ? {} : { sealed: contentHash(sealed) };
  return {
    sealed,
    disclosed: exact.flatMap(({ form, disclosed, hidden }) =>
      disclosed ? [{ form: form.name, ...disclosed, hidden }] : [],
    ),
    release: { ...document, provenance: { ...sealed.provenance, ...ofSealed } },
  };
}

function sealedRelease(input: WaveToRelease, exact: readonly ExactFrame[]): SealedRelease {
  const { programme, wave, number, document, software, secret, caution, besides = [] } = input;
  return {
    format: 'manyi-release-2-sealed',
    secret: secret ?? '',
    programme: programme.name,
    wave,
    number,
    provenance: { document, responses: input.responses ?? digestOf(exact), software },
    sample: sealedSample(input, exact),
    figures: exact.flatMap(({ figures }) => figures),
    references: exact.flatMap(({ references }) => references),
    rankings: exact.flatMap(({ rankings }) => rankings),
    changes: exact.flatMap(({ comparison }) => comparison?.changes ?? []),
    targets: exact.flatMap(({ targets }) => targets.map((target) => target.sealed)),
    dontKnow: {
      scores: exact.flatMap(({ dontKnow }) => dontKnow.scores),
      readings: exact.flatMap(({ dontKnow }) => dontKnow.readings),
    },
    ...(caution === undefined ? {} : { asked: { caution, besides: [...besides] } }),
  };
}

function digestOf(frames: readonly FrameToRelease[]): string {
  const digests = frames.map(({ columns }) => columns.digest);
  return digests.length === 1 ? digests[0]! : contentHash(digests);
}

function sealedSample(
  { byChannel }: WaveToRelease,
  frames: readonly FrameToRelease[],
): SealedRelease['sample'] {
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
