import type { Form, Programme } from '../programme/programme.ts';
import type { SealedRelease } from './sealed-release.ts';
import type { WaveColumns } from './wave-columns.ts';

/** A wave of before with the latest release of it, as a later wave is compared with. */
export interface EarlierWave {
  /** Of the release: what a comparison names. */
  readonly hash: string;
  /** Hash of the pinned wave document. */
  readonly document: string;
  /** The programme and the form the wave pinned. */
  readonly programme: Programme;
  readonly form: Form;
  /** At full precision; of a release of format 1 what its document says (`format-1-sealed.ts`). */
  readonly sealed: SealedRelease;
  /** The answers, of the wave just before: where an index has other leaves now, both are computed over the common ones. */
  readonly columns?: WaveColumns;
}
