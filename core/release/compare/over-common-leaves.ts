import { combine } from '../../estimation/figures/combine.ts';
import type { Estimate } from '../../estimation/errors/estimate.ts';
import { linearMean } from '../../estimation/figures/linear-mean.ts';
import { isEstimable, type NotEstimable } from '../../estimation/figures/not-estimable.ts';
import type { Form, Programme } from '../../programme/programme.ts';
import { scoreTable } from '../../indices/conventions/conventions.ts';
import { ratingColumn } from '../measure/columns-of-methods.ts';
import { commonLeaves, differsOnlyInLeaves } from '../define/compared-definitions.ts';
import type { CommonLeaf, ComparedEstimates } from './compared-estimates.ts';
import { earlierFigure } from './earlier-figure.ts';
import type { EarlierWave } from './earlier-wave.ts';
import { judged } from '../measure/estimated-figures.ts';
import type { FigureDefinition } from '../definition.ts';
import { definitionsOf } from '../define/figure-definition.ts';
import { figureKey } from '../figure-key.ts';
import { nodesOf } from '../../indices/index-tree.ts';
import type { FigureReference } from '../release.ts';
import type { SealedFigure } from '../sealed-release.ts';
import { waveContext, type WaveContext } from '../measure/wave-context.ts';

/** As much of both indices must be in common, or the change would be that of something else. */
const LEAST_COMMON_SHARE = 0.8;

/**
 * Composites that differ in their leaves alone are compared over the leaves they have in common, if these are at least
 * 80 % of both: both waves by the weights of now, each on its own answers (rules 7 and 27). Never for a target, whose
 * figure is not made up from other branches.
 *
 * @param columns the answers of the earlier wave
 */
export function overCommonLeaves(
  own: WaveContext,
  before: EarlierWave,
  columns: NonNullable<EarlierWave['columns']>,
  figures: readonly SealedFigure[],
  references: readonly FigureReference[],
): ComparedEstimates {
  const was = waveContext(before.programme, before.form, columns);
  return new Map(
    figures.flatMap((figure) => {
      if (figure.statistic !== 'index' || figure.area !== undefined) return [];
      const earlier = earlierFigure(before, figure.key, references);
      const names = earlier && namesInCommon(earlier.definition, figure.definition);
      if (!earlier || !names) return [];
      const leaves = itemsInCommon(earlier.definition, figure.definition, before, own);
      const side = (wave: 'before' | 'now') =>
        leaves.map(({ share, ...items }): WeightedItem => ({ item: items[wave], share }));
      const sides = { before: meanOf(was, side('before')), now: meanOf(own, side('now')) };
      return [[figure.key, { ...sides, commonLeaves: names, leaves }] as const];
    }),
  );
}

/** Whether any index of the wave is another only by its leaves: then the answers of the earlier wave are needed. */
export function needsEarlierAnswers(programme: Programme, form: Form, before: EarlierWave): boolean {
  const definitionOf = definitionsOf(programme, form);
  return nodesOf(form.index.root).some((node) => {
    const name = { statistic: 'index', subject: node.name };
    const earlier = earlierFigure(before, figureKey(name.statistic, name.subject), []);
    return earlier !== undefined && namesInCommon(earlier.definition, definitionOf(name)) !== undefined;
  });
}

function namesInCommon(was: FigureDefinition, is: FigureDefinition): readonly string[] | undefined {
  if (!differsOnlyInLeaves(was, is)) return undefined;
  const common = commonLeaves(was, is);
  if (!common || Math.min(common.shareBefore, common.shareNow) < LEAST_COMMON_SHARE) return undefined;
  return common.names;
}

interface WeightedItem {
  readonly item: string;
  readonly share: number;
}

/** The questions of both, by what each wave calls them, with the weights of now. */
function itemsInCommon(
  was: FigureDefinition,
  is: FigureDefinition,
  before: EarlierWave,
  own: WaveContext,
): readonly CommonLeaf[] {
  const [itemsThen, itemsNow] = [before.form, own.form].map(itemsByLeaf);
  const pairs = Object.entries(is.items ?? {}).flatMap(([identity, { leaves, share }]) => {
    const [then, now] = [was.items?.[identity]?.leaves[0], leaves[0]];
    const [item, other] = [itemsThen!.get(then ?? ''), itemsNow!.get(now ?? '')];
    return item === undefined || other === undefined ? [] : [{ before: item, now: other, share: share ?? 0 }];
  });
  const sum = pairs.reduce((all, { share }) => all + share, 0);
  return pairs.map((pair) => ({ ...pair, share: pair.share / sum }));
}

/** Of all leaves, those of diagnostic nodes among them, which are indices of their own. */
function itemsByLeaf({ index }: Form): ReadonlyMap<string, string> {
  const nodes = nodesOf(index.root);
  return new Map(nodes.flatMap(({ name, item }) => (item === undefined ? [] : [[name, item] as const])));
}

function meanOf(context: WaveContext, items: readonly WeightedItem[]): Estimate | NotEstimable {
  const { design, form, columns, programme } = context;
  const terms = items.map(({ item, share }) => {
    const column = ratingColumn(columns, item);
    const scores = scoreTable(form.index.convention, column.scale);
    const { codes, askingProbabilities } = column;
    return { share, figure: linearMean(design, { codes, scores }, { askingProbabilities }) };
  });
  const present = terms.flatMap(({ share, figure }) =>
    isEstimable(figure) ? [{ coefficient: share, figure }] : [],
  );
  // A leaf in common that one of the waves has no answers to is not in common.
  if (present.length < terms.length) return { notEstimable: 'branchesMissing' };
  return judged(programme, design, { figure: combine(design, present), unit: 'points' }).estimate;
}
