import type { Frame } from '../../programme/frames.ts';
import type { Programme } from '../../programme/programme.ts';
import type { DisclosedFrame, ReleaseBefore } from '../disclose/disclosed-frame.ts';
import type { EarlierRelease } from '../compare/earlier-wave.ts';
import type { Fieldwork, Release } from '../release.ts';
import type { SealedRelease } from '../sealed-release.ts';
import type { WaveColumns } from '../measure/wave-columns.ts';

/** All that figures of a wave are made from. */
export interface WaveToMeasure {
  readonly wave: Release['wave'];
  /** As the wave pinned it. */
  readonly programme: Programme;
  /** What was measured, by index; the first is the official one. */
  readonly frames: readonly FrameToRelease[];
  /** Hash of the pinned wave document. */
  readonly document: string;
  readonly software: string;
  /** SHA-256 over all responses of the sample, the excluded ones too; that of the columns where none was. */
  readonly responses?: string;
  /** Complete responses by channel, the open link included. */
  readonly byChannel: Readonly<Record<string, number>>;
  /** What happened, as far as storage and audit chain tell. */
  readonly fieldwork: Omit<Fieldwork, 'headlineBeforeExclusions'>;
  /** The waves before with their latest releases, oldest first. */
  readonly earlier: readonly EarlierRelease[];
  /** Earlier releases of this very wave: what they hid stays hidden, what they showed cannot be hidden any more. */
  readonly before?: readonly ReleaseBefore[];
  /** How often the gate has refused the release with less caution (`MOST_CAUTION` at most): more is hidden then. */
  readonly caution?: number;
  /** Keys of figures that the gate asked to be hidden besides. */
  readonly besides?: readonly string[];
}

/** What is to be frozen. */
export interface WaveToRelease extends WaveToMeasure {
  readonly number: number;
  /** 32 random bytes as hexadecimal digits. */
  readonly secret: string;
}

/** The forms of one index with their answers. */
export interface FrameToRelease extends Pick<Frame, 'programme' | 'form'> {
  /** Complete responses of the sample; those of the open link are not among them, nor those that were excluded. */
  readonly columns: WaveColumns;
  /** Ids of responses that were excluded, and the answers with them put in again. */
  readonly excluded?: { readonly ids: readonly string[]; readonly columns: WaveColumns };
}

export interface MadeRelease {
  readonly release: Release;
  /** The same at full precision; to be kept under its hash, which the release carries. */
  readonly sealed: SealedRelease;
  /** Of each frame that has answers; the gate looks at them before publishing. */
  readonly disclosed: readonly DisclosedFrame[];
}
