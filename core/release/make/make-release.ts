import { contentHash } from '../../content-hash.ts';
import { exactFrames, type ExactFrame } from './exact-frames.ts';
import { printedFigures } from './printed-figures.ts';
import type { Look } from '../release.ts';
import type { SealedRelease } from '../sealed-release.ts';
import { provenanceOf, sampleOf } from './wave-provenance.ts';
import type { DisclosedFrame } from '../disclose/disclosed-frame.ts';
import type { MadeRelease, WaveToMeasure, WaveToRelease } from './wave-to-release.ts';

/**
 * Everything that is published of a wave: responses as columns -> sample design -> figures with errors -> cells hidden ->
 * changes since the wave before -> verdicts on targets, all at full precision -> digits as the errors leave them. Pure:
 * the same input gives the same two documents, byte for byte once they are written as canonical JSON.
 */
export function makeRelease(input: WaveToRelease): MadeRelease {
  const frames = exactFrames(input);
  const sealed = sealedRelease(input, frames);
  return {
    sealed,
    release: {
      format: 'manyi-release-2',
      number: input.number,
      ...printedFigures(input, frames),
      provenance: { ...sealed.provenance, sealed: contentHash(sealed) },
    },
    disclosed: disclosed(frames),
  };
}

/** The same for those who measure, while nothing is frozen: no number, nothing sealed, no release by its type. */
export function lookAtWave(input: WaveToMeasure): Look {
  const frames = exactFrames(input);
  return {
    isFrozen: false,
    ...printedFigures(input, frames),
    provenance: provenanceOf(input, frames),
  };
}

/** What a reader can write down of a release that was made before, to which another one is made. */
export function disclosedFrames(input: WaveToMeasure): readonly DisclosedFrame[] {
  return disclosed(exactFrames(input));
}

function disclosed(frames: readonly ExactFrame[]): readonly DisclosedFrame[] {
  return frames.flatMap(({ form, disclosed: of, hidden }) =>
    of ? [{ form: form.name, ...of, hidden }] : [],
  );
}

function sealedRelease(input: WaveToRelease, frames: readonly ExactFrame[]): SealedRelease {
  const { programme, wave, number, secret, caution, besides = [] } = input;
  return {
    format: 'manyi-release-2-sealed',
    secret,
    programme: programme.name,
    wave,
    number,
    provenance: provenanceOf(input, frames),
    sample: sampleOf(input, frames),
    figures: frames.flatMap(({ figures }) => figures),
    references: frames.flatMap(({ references }) => references),
    rankings: frames.flatMap(({ rankings }) => rankings),
    changes: frames.flatMap(({ comparison }) => comparison?.changes ?? []),
    targets: frames.flatMap(({ targets }) => targets.map((target) => target.sealed)),
    dontKnow: {
      scores: frames.flatMap(({ dontKnow }) => dontKnow.scores),
      readings: frames.flatMap(({ dontKnow }) => dontKnow.readings),
    },
    ...(caution === undefined ? {} : { asked: { caution, besides: [...besides] } }),
  };
}
