import { canonicalJson } from '../../canonical-json.ts';
import { methodOf } from '../../indices/methods/methods.ts';
import type { Form, Programme } from '../../programme/programme.ts';
import { variablesByName } from '../../questionnaire/questionnaire-variables.ts';
import { haveTotalsMoved } from './compared-estimates.ts';
import type { EarlierWave } from './earlier-wave.ts';
import type { FigureDefinition } from '../definition.ts';
import { definitionOf } from '../define/figure-definition.ts';
import { figureNames, type FigureName } from '../figure-names.ts';
import { nodeNamed } from '../../indices/index-tree.ts';
import { ratedItems } from '../../programme/rated-items.ts';
import { waveContext, type WaveContext } from '../measure/wave-context.ts';

/** A figure with the programme that makes it, under the name it has there. */
export interface LockedFigure {
  readonly context: WaveContext;
  readonly bound: FigureName;
}

/**
 * The answers of now as the programme of an earlier wave scored them: its index, indicators and margins over the
 * questions of now (rule 30), be it over the tree of then or, where names changed, over that of now. Where neither is the
 * same figure - another wording, a question that is gone - nothing is to be had by the old definition, and the wave
 * speaks by its own.
 */
export function lockedContext(
  own: WaveContext,
  wave: EarlierWave,
  bound: FigureName,
  wanted: FigureDefinition,
): LockedFigure {
  const { programme, form, sealed } = wave;
  const isSame = own.definitionOf(bound).hash === wanted.hash;
  if (isSame && !haveTotalsMoved(own.programme, programme)) return { context: own, bound };
  const then = sealed.figures.find(({ definition }) => definition.hash === wanted.hash) ?? bound;
  const ways = [
    { bound, form: withIndexOf(own.form, form, bound) },
    { bound: { statistic: then.statistic, subject: then.subject }, form: withIndexOf(own.form, form, then) },
    { bound, form: withSettingsOf(own.form, form) },
  ];
  const asThen = withMarginsOf(own.programme, programme);
  for (const way of ways) {
    if (!isAsked(way.bound, way.form, asThen)) continue;
    const context = waveContext(asThen, way.form, own.columns);
    if (context.definitionOf(way.bound).hash === wanted.hash) return { context, bound: way.bound };
  }
  return { context: own, bound };
}

/** Hashes of what a figure of now would be, were it scored as earlier waves did: under another name it is found by them. */
export function definitionsAsBefore(
  { programme, form }: Pick<WaveContext, 'programme' | 'form'>,
  bound: FigureName,
  earlier: readonly EarlierWave[],
): readonly string[] {
  const others = new Map(earlier.map((wave) => [settingsOf(wave), wave]));
  others.delete(settingsOf({ programme, form }));
  return [...others.values()].flatMap((wave) => {
    const asThen = withMarginsOf(programme, wave.programme);
    const formThen = withSettingsOf(form, wave.form);
    return isAsked(bound, formThen, asThen) ? [definitionOf(asThen, formThen, bound).hash] : [];
  });
}

/** How answers are scored and raked, as a text. */
function settingsOf({ programme, form }: Pick<EarlierWave, 'programme' | 'form'>): string {
  const { convention, satisfiedFrom } = form.index;
  const { rakeTo = [], trimTo = null } = programme.settings;
  return canonicalJson([convention, satisfiedFrom, rakeTo, trimTo, programme.margins]);
}

/** Whether all that a figure needs is asked now, and the form has it. */
function isAsked(bound: FigureName, form: Form, { settings }: Programme): boolean {
  const asked = variablesByName(form.questionnaire);
  const names = [...ratedItems(form), ...(settings.rakeTo ?? []), ...variablesOf(form)];
  if (!names.every((name) => asked.has(name))) return false;
  return figureNames(form).some(
    ({ statistic, subject }) => statistic === bound.statistic && subject === bound.subject,
  );
}

function withMarginsOf(now: Programme, then: Programme): Programme {
  const { rakeTo: _rakeTo, trimTo: _trimTo, ...settings } = now.settings;
  const { rakeTo, trimTo } = then.settings;
  const raking = { ...(rakeTo ? { rakeTo } : {}), ...(trimTo === undefined ? {} : { trimTo }) };
  return { ...now, settings: { ...settings, ...raking }, margins: then.margins };
}

/** The form of now with the scoring of then, as far as the figure needs it. */
function withIndexOf(now: Form, then: Form, { statistic, subject }: FigureName): Form {
  const node = nodeNamed(then.index.root, subject);
  const root = statistic === 'index' && node ? node : now.index.root;
  return {
    ...now,
    index: { ...then.index, root },
    indicators: then.indicators.filter(({ name }) => name === subject),
  };
}

/** The form of now with its answers scored as then. */
function withSettingsOf(now: Form, then: Form): Form {
  return { ...now, index: { ...then.index, root: now.index.root } };
}

/** The variables the indicators of a form rest on. */
function variablesOf({ indicators }: Form): readonly string[] {
  return indicators.flatMap((indicator) => {
    const method = methodOf(indicator);
    return method.figuresOf(indicator).flatMap((figure) => method.variablesOf(indicator, figure));
  });
}
