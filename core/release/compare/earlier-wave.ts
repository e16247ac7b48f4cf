import type { Frame } from '../../programme/frames.ts';
import type { Form, Programme } from '../../programme/programme.ts';
import type { SealedRelease } from '../sealed-release.ts';
import type { WaveColumns } from '../measure/wave-columns.ts';

/** A wave of before with the latest release of it. */
export interface EarlierRelease {
  /** Of the release: what a comparison names. */
  readonly hash: string;
  /** Hash of the pinned wave document. */
  readonly document: string;
  /** As the wave pinned them, each with its answers where a later wave looks at these (`EarlierWave`). */
  readonly frames: readonly (Frame & { readonly columns?: WaveColumns })[];
  /** At full precision; of a release of format 1 what its document says (`format-1-sealed.ts`). */
  readonly sealed: SealedRelease;
}

/** A wave of before as one frame of a later wave is compared with it. */
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

/**
 * A wave of before as each frame of a later one sees it: by the frame with the same index, or, where both waves have
 * one alone, by that. The official frame sees the promises of frames, too, that are not measured any more: leaving out a
 * form forgives none.
 *
 * @returns in the order of the frames; none for a frame that was not measured then
 */
export function seenByFrames(
  frames: readonly Pick<Frame, 'form'>[],
  { hash, document, frames: then, sealed }: EarlierRelease,
): readonly (EarlierWave | undefined)[] {
  const areSingle = frames.length === 1 && then.length === 1;
  const partners = frames.map(({ form }) =>
    areSingle ? then[0] : then.find((each) => each.form.index.name === form.index.name),
  );
  return partners.map((partner, place) => {
    if (!partner) return undefined;
    const ofOthers = partners.flatMap((other, at) => (other && at !== place ? [other.form.name] : []));
    const left = then.filter((each) => !partners.includes(each)).map(({ form }) => form.name);
    const without = new Set(place === 0 ? ofOthers : [...ofOthers, ...left]);
    const { programme, form, columns } = partner;
    const answers = columns ? { columns } : {};
    return { hash, document, programme, form, ...answers, sealed: withoutForms(sealed, without) };
  });
}

function withoutForms(sealed: SealedRelease, forms: ReadonlySet<string>): SealedRelease {
  if (forms.size === 0) return sealed;
  const kept = <Each extends { readonly form: string }>(all: readonly Each[]) =>
    all.filter(({ form }) => !forms.has(form));
  return {
    ...sealed,
    figures: kept(sealed.figures),
    references: kept(sealed.references),
    rankings: kept(sealed.rankings),
    changes: kept(sealed.changes),
    targets: kept(sealed.targets),
  };
}
