import type { DisclosureInput } from './reader-system.ts';
import type { Release } from '../release.ts';
import type { TiedRelease } from './ties.ts';

/** What a reader can write down, and what is hidden from him. */
export interface DisclosedFrame {
  /** Of the frame. */
  readonly form: string;
  readonly input: DisclosureInput;
  readonly hidden: ReadonlySet<string>;
  /** Each figure with its respondents: how those of two releases of a wave differ. */
  readonly tied: TiedRelease;
}

/** An earlier release of the wave. */
export interface ReleaseBefore {
  readonly release: Pick<Release, 'figures' | 'references'>;
  /** The same made again, by what was confirmed then; beside a look, which nobody else sees, it is not. */
  readonly made?: { readonly disclosed: readonly DisclosedFrame[] };
}
