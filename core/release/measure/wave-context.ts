import type { Form, Programme } from '../../programme/programme.ts';
import { measuredFigures, type MeasuredFigure, type MeasuringSettings } from './measured-figures.ts';
import { figureKey } from '../figure-key.ts';
import type { FigureDefinition } from '../definition.ts';
import { definitionsOf } from '../define/figure-definition.ts';
import type { FigureName } from '../figure-names.ts';
import { isThin } from '../../estimation/errors/small-sample.ts';
import type { WaveColumns } from './wave-columns.ts';
import { weightedDesign, type WeightedDesign } from './weighted-design.ts';

/** The answers of a wave as one programme weights and counts them: its own, or that of an earlier wave. */
export interface WaveContext extends WeightedDesign {
  readonly programme: Programme;
  readonly form: Form;
  readonly columns: WaveColumns;
  /** All figures for a part of the respondents: 1 for rows in it. */
  readonly measure: (settings: Pick<MeasuringSettings, 'domain' | 'isBrief'>) => readonly MeasuredFigure[];
  /** Figures over all respondents, by key; made when first asked for. */
  readonly overall: () => ReadonlyMap<string, MeasuredFigure>;
  /** The same without flagged answers; none where nothing, or everything, was flagged. */
  readonly unflagged: () => ReadonlyMap<string, MeasuredFigure> | undefined;
  /** What a figure is, branches and margins that could not be used left out of it. */
  readonly definitionOf: (figure: FigureName) => FigureDefinition;
}

export function waveContext(programme: Programme, form: Form, columns: WaveColumns): WaveContext {
  const { design, weighting } = weightedDesign(programme, form, columns);
  const { minimumCell } = programme.settings;
  const measure: WaveContext['measure'] = (settings) =>
    measuredFigures(form, design, columns, { ...settings, isThin: (leaf) => isThin(leaf, minimumCell) });
  const byKey = (figures: readonly MeasuredFigure[]) =>
    new Map(figures.map((figure) => [figureKey(figure.statistic, figure.subject), figure]));
  const overall = once(() => byKey(measure({})));
  const unflagged = once(() => {
    const domain = columns.isFlagged.map((isFlagged) => 1 - isFlagged);
    const count = domain.reduce((sum, each) => sum + each, 0);
    return count === 0 || count === columns.rowCount ? undefined : byKey(measure({ domain }));
  });
  const definitions = once(() =>
    definitionsOf(programme, form, {
      leftOut: overall().get(figureKey('index', form.index.root.name))?.leftOut ?? [],
      rakedTo: weighting.rakedTo.map(({ item }) => item),
      isTrimmed: weighting.notTrimmedTo === undefined,
    }),
  );
  const definitionOf: WaveContext['definitionOf'] = (figure) => definitions()(figure);
  return { programme, form, columns, design, weighting, measure, overall, unflagged, definitionOf };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
