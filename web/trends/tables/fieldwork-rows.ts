import { textIn } from '../../../core/questionnaire/local-text.ts';
import type { Deviation, Fieldwork, Release, RoundedCount } from '../../../core/release/release.ts';
import { formatDay, formatNumber } from '../../parts/formats.ts';
import { figureLine, figureText } from '../../parts/figure/figure-text.ts';
import { findFigure } from '../../parts/figure/published.ts';
import type { Reader } from '../../parts/figure/reader.ts';
import { rootOf } from '../words/summary-sentences.ts';
import type { TrendsKey } from '../../wording/trends/simplified-chinese.ts';

/** One line of what happened: what it is about, and what there is to say. */
export interface FieldworkRow {
  readonly about: string;
  readonly lines: readonly string[];
}

/**
 * What happened while the wave was asked (rule 35), in plain words. Of an imported wave only what its file told:
 * nothing where it told nothing.
 */
export function fieldworkRows(release: Release, reader: Reader): readonly FieldworkRow[] {
  const { fieldwork, wave } = release;
  const isOurs = wave.kind === 'survey';
  const rows: readonly (readonly [TrendsKey, readonly string[]])[] = [
    [
      'fieldworkIssued',
      fieldwork.issued === undefined
        ? []
        : [reader.say('invitations', { count: countText(fieldwork.issued, reader) })],
    ],
    ['fieldworkOutcomes', outcomeLines(fieldwork, reader)],
    ['fieldworkRate', rateLines(fieldwork, reader)],
    ['fieldworkTime', timeLines(fieldwork, reader)],
    ['fieldworkRule', ruleLines(fieldwork, reader)],
    ['fieldworkLate', isOurs ? [lateLine(fieldwork, reader)] : []],
    ['fieldworkExclusions', exclusionLines(release, reader, isOurs)],
    ['fieldworkLooks', isOurs ? lookLines(fieldwork, reader) : []],
    ['fieldworkDeviations', deviationLines(release, isOurs, reader)],
  ];
  return rows
    .filter(([, lines]) => lines.length > 0)
    .map(([about, lines]) => ({ about: reader.say(about), lines }));
}

/** `约2,400`, or `不足10`. */
export function countText(count: RoundedCount, { language, say }: Reader): string {
  return count === 'under10' ? say('under10') : say('about', { count: formatNumber(count, language) });
}

/** That fewer than 10 were excluded is said only where any were. */
function outcomeLines({ outcomes, exclusions }: Fieldwork, reader: Reader): readonly string[] {
  const told = outcomes.filter(({ outcome }) => outcome !== 'excluded' || exclusions.length > 0);
  return told.map(({ outcome, count }) =>
    reader.say('outcomeAndCount', {
      outcome: nameOf('outcome', outcome, reader),
      count: countText(count, reader),
    }),
  );
}

function rateLines({ responseRate }: Fieldwork, reader: Reader): readonly string[] {
  if (!responseRate) return [];
  const share = `${formatNumber(100 * responseRate.value, reader.language)}%`;
  const definition = nameOf('responseRate', responseRate.definition, reader);
  return [reader.say('rateAndDefinition', { share, definition })];
}

function timeLines(fieldwork: Fieldwork, reader: Reader): readonly string[] {
  const { language, say } = reader;
  const moments = [
    ['opened', fieldwork.openedOn],
    ['plannedEnd', fieldwork.plannedEnd],
    ['closed', fieldwork.closedOn],
    ...fieldwork.reopenedOn.map((day) => ['reopened', day] as const),
    ['sealed', fieldwork.sealedOn],
  ] as const;
  return moments.flatMap(([moment, day]) =>
    day === undefined ? [] : [say(`moment.${moment}`, { day: formatDay(day, language) })],
  );
}

/** A rule that goes by the planned end says nothing where there is none. */
function ruleLines({ stoppingRule, plannedEnd }: Fieldwork, { language, say }: Reader): readonly string[] {
  if (!stoppingRule) return [];
  return [textIn(stoppingRule, language), ...(plannedEnd === undefined ? [say('noPlannedEnd')] : [])];
}

function lateLine({ late }: Fieldwork, reader: Reader): string {
  if (late.count === 0) return reader.say('lateNone');
  const count =
    late.count === 'under10'
      ? reader.say('lateUnder10')
      : reader.say('invitations', { count: countText(late.count, reader) });
  return reader.say(late.areIn ? 'lateIn' : 'lateOut', { count });
}

function exclusionLines(release: Release, reader: Reader, isOurs: boolean): readonly string[] {
  const { exclusions, headlineBeforeExclusions } = release.fieldwork;
  if (exclusions.length === 0) return isOurs ? [reader.say('exclusionsNone')] : [];
  const lines = exclusions.map(({ reason, count }) =>
    reader.say('outcomeAndCount', {
      outcome: reader.say(`exclusion.${reason}`),
      count: countText(count, reader),
    }),
  );
  const root = rootOf(release);
  const now = root && findFigure(release, { form: root.form, statistic: 'index', subject: root.name });
  if (!headlineBeforeExclusions || !now) return lines;
  const line = (cell: typeof headlineBeforeExclusions) =>
    figureLine(figureText(cell, now.unit, reader), reader);
  const title = textIn(root.title, reader.language);
  return [
    ...lines,
    reader.say('headlineBeforeAndAfter', {
      title,
      before: line(headlineBeforeExclusions),
      after: line(now.cell),
    }),
  ];
}

function lookLines({ looks }: Fieldwork, reader: Reader): readonly string[] {
  const { language, say } = reader;
  if (looks.count === 0) return [say('looksNone')];
  const days = looks.days.map((day) => formatDay(day, language)).join(say('listSeparator'));
  return [say('looks', { count: formatNumber(looks.count, language), days })];
}

function deviationLines(
  { fieldwork: { deviations }, method }: Release,
  isOurs: boolean,
  reader: Reader,
): readonly string[] {
  if (deviations.length === 0) return isOurs ? [reader.say('deviationsNone')] : [];
  const texts = new Map(
    method.weighting.leftOut.map(({ item, text }) => [item, textIn(text, reader.language)]),
  );
  return deviations.map((deviation) => deviationLine(deviation, texts, reader));
}

function deviationLine(deviation: Deviation, texts: ReadonlyMap<string, string>, reader: Reader): string {
  const { language, say } = reader;
  switch (deviation.kind) {
    case 'endMoved': {
      const { planned, actual } = deviation;
      return say(actual < planned ? 'endedEarly' : 'endedLate', {
        planned: formatDay(planned, language),
        actual: formatDay(actual, language),
      });
    }
    case 'sampleBelowPlan':
      return say('sampleBelowPlan', {
        planned: formatNumber(deviation.planned, language),
        actual: countText(deviation.actual, reader),
      });
    case 'reopened':
      return say('reopenedTimes', { times: deviation.times });
    case 'marginLeftOut':
      return say('marginLeftOut', { item: texts.get(deviation.item) ?? deviation.item });
    case 'notTrimmed':
      return say('notTrimmed', { bound: deviation.bound });
  }
}

/** The words of a code, or the code where a release has one this version does not know. */
function nameOf(kind: 'outcome' | 'responseRate', code: string, { say }: Reader): string {
  const names: ReadonlyMap<string, TrendsKey> = kind === 'outcome' ? outcomeNames : rateNames;
  const key = names.get(code);
  return key ? say(key) : code;
}

const outcomeNames = new Map([
  ['complete', 'outcome.complete'],
  ['ineligible', 'outcome.ineligible'],
  ['refusal', 'outcome.refusal'],
  ['excluded', 'outcome.excluded'],
  ['notUsed', 'outcome.notUsed'],
] as const);

const rateNames = new Map([['AAPOR RR1', 'responseRate.AAPOR RR1']] as const);
