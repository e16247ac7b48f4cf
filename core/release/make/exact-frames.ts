import { seenByFrames } from '../compare/earlier-wave.ts';
import { exactRelease, type ExactRelease } from './exact-release.ts';
import type { DisclosedFrame, ReleaseBefore } from '../disclose/disclosed-frame.ts';
import type { FrameToRelease, WaveToMeasure } from './wave-to-release.ts';

/** A frame with all its figures before they are rounded. */
export interface ExactFrame extends FrameToRelease, ExactRelease {}

/** A wave is compared with the one before it; promises look at all. */
export function exactFrames({
  frames,
  earlier,
  before = [],
  wave: { period },
  caution,
  besides,
}: WaveToMeasure): readonly ExactFrame[] {
  const seen = earlier.map((each) => ({ ...each.sealed.wave, by: seenByFrames(frames, each) }));
  const last = seen.filter((each) => each.period < period).at(-1);
  return frames.map((frame, place) => {
    const exact = exactRelease({
      ...frame,
      period,
      earlier: seen.flatMap(({ by }) => by[place] ?? []),
      comparedWith: last?.by[place],
      before: before.map(({ release, made }) => ({ release, made: disclosedOf(frame, made) })),
      caution,
      besides,
    });
    return { ...frame, ...exact };
  });
}

function disclosedOf({ form }: FrameToRelease, made: ReleaseBefore['made']): DisclosedFrame | undefined {
  return made?.disclosed.find((each) => each.form === form.name);
}
