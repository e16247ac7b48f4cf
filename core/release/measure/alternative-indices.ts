import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import { isThin } from '../../estimation/errors/small-sample.ts';
import type { Convention } from '../../indices/conventions/conventions.ts';
import { estimateIndexTree } from '../../indices/estimate-index-tree.ts';
import { itemsByName, scaleOf } from '../../questionnaire/questionnaire-variables.ts';
import { ratingColumn } from './columns-of-methods.ts';
import { figureKey } from '../figure-key.ts';
import { leafShares } from '../define/leaf-shares.ts';
import { published } from '../published.ts';
import { ratedItems } from '../../programme/rated-items.ts';
import type { WaveContext } from './wave-context.ts';

/** The headline index under another convention. */
export interface AlternativeIndex {
  readonly convention: Convention;
  readonly value: number;
  /** Where it is a known sum of other figures: of which, and what is added to them. */
  readonly sum?: {
    readonly terms: readonly { readonly key: string; readonly coefficient: number }[];
    readonly constant: number;
  };
}

export function alternativesOf(context: WaveContext): readonly AlternativeIndex[] {
  const { form, design, columns, programme } = context;
  const { index } = form;
  const rated = new Map(ratedItems(form).map((item) => [item, ratingColumn(columns, item)]));
  const settings = {
    isThin: (leaf: Parameters<typeof isThin>[0]) => isThin(leaf, programme.settings.minimumCell),
  };
  return index.alternatives.flatMap((convention): readonly AlternativeIndex[] => {
    const { figure } = estimateIndexTree(design, { convention, root: index.root }, rated, settings);
    if (!isEstimable(figure)) return [];
    const sum = sumOf(convention, context);
    return [{ convention, value: published(figure.value), ...(sum ? { sum } : {}) }];
  });
}

/** A share of answers from the satisfied point up is a rate; a stretched scale, the index itself. */
function sumOf(convention: Convention, { form, overall }: WaveContext): AlternativeIndex['sum'] {
  const { index } = form;
  const key = figureKey('index', index.root.name);
  const leftOut = overall().get(key)?.leftOut ?? [];
  const shares = leafShares(index.root, new Set(leftOut));
  if (convention.kind === 'topBox' && convention.from === index.satisfiedFrom) {
    const terms = shares.map(({ item, share }) => ({
      key: figureKey('satisfactionRate', item),
      coefficient: share,
    }));
    return { terms, constant: 0 };
  }
  if (convention.kind !== 'timesTen' || index.convention.kind !== 'linear') return undefined;
  const items = itemsByName(form.questionnaire);
  const scales = shares.map(({ item }) => scaleOf(items.get(item)!));
  const [first] = scales;
  if (!first || !scales.every((scale) => scale?.lowest === first.lowest && scale.highest === first.highest))
    return undefined;
  const coefficient = (first.highest - first.lowest) / 10;
  return { terms: [{ key, coefficient }], constant: 10 * first.lowest };
}
