import type { Form, Programme } from '../programme/programme.ts';
import { variablesByName } from '../programme/questionnaire-variables.ts';
import { haveTotalsMoved } from './compared-estimates.ts';
import type { EarlierWave } from './earlier-wave.ts';
import type { FigureDefinition } from './figure-definition.ts';
import type { FigureName } from './figure-names.ts';
import { nodesWithParents, ratedItems } from './rated-items.ts';
import { waveContext, type WaveContext } from './wave-context.ts';

/**
 * The answers of now as the programme of an earlier wave scored them: its index, indicators and margins over the
 * questions of now (rule 30). Where that is not the same figure - another wording, a question that is gone - nothing is
 * to be had by the old definition, and the wave speaks by its own.
 */
export function lockedContext(
  own: WaveContext,
  { programme, form }: EarlierWave,
  bound: FigureName,
  wanted: FigureDefinition,
): WaveContext {
  const isSame = own.definitionOf(bound).hash === wanted.hash;
  if (isSame && !haveTotalsMoved(own.programme, programme)) return own;
  const asThen = withMarginsOf(own.programme, programme);
  const formThen = withIndexOf(own.form, form, bound);
  const asked = variablesByName(own.form.questionnaire);
  const names = [...ratedItems(formThen), ...(asThen.settings.rakeTo ?? []), ...variablesOf(formThen)];
  if (!names.every((name) => asked.has(name))) return own;
  const context = waveContext(asThen, formThen, own.columns);
  return context.definitionOf(bound).hash === wanted.hash ? context : own;
}

function withMarginsOf(now: Programme, then: Programme): Programme {
  const { rakeTo: _rakeTo, trimTo: _trimTo, ...settings } = now.settings;
  const { rakeTo, trimTo } = then.settings;
  const raking = { ...(rakeTo ? { rakeTo } : {}), ...(trimTo === undefined ? {} : { trimTo }) };
  return { ...now, settings: { ...settings, ...raking }, margins: then.margins };
}

/** The form of now with the scoring of then, as far as the figure needs it. */
function withIndexOf(now: Form, then: Form, { statistic, subject }: FigureName): Form {
  const node = nodesWithParents(then.index.root).find((each) => each.node.name === subject)?.node;
  const root = statistic === 'index' && node ? node : now.index.root;
  return {
    ...now,
    index: { ...then.index, root },
    indicators: then.indicators.filter(({ name }) => name === subject),
  };
}

/** The variables the indicators of a form rest on. */
function variablesOf({ indicators }: Form): readonly string[] {
  return indicators.flatMap((indicator): readonly string[] => {
    switch (indicator.method) {
      case 'awareness':
        return indicator.items;
      case 'netPromoter':
        return [indicator.item];
      case 'participation':
        return indicator.acts.map(({ variable }) => variable);
      case 'problemsAndComplaints':
        return [indicator.problem, ...(indicator.complaint ? [indicator.complaint] : [])].map(
          ({ variable }) => variable,
        );
    }
  });
}
