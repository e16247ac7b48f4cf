import { textIn } from '../../../core/questionnaire/local-text.ts';
import { haveChanges, type AreaRow } from './area-rows.ts';
import { whyNoChange } from '../words/break-text.ts';
import { changeLine, changeText } from '../words/change-text.ts';
import { figureLine, figureText } from '../../parts/figure/figure-text.ts';
import type { Reader } from '../../parts/figure/reader.ts';
import { verdictLine, type TargetRow } from './target-rows.ts';
import { termLine } from '../words/term-text.ts';
import type { ComparedFigure, TrendPoint } from '../trend-points.ts';

type Table = readonly (readonly string[])[];

/** What a file has to carry so that its numbers can be traced: the last row of each. */
export interface Source {
  readonly line: string;
  readonly hash: string;
}

/** The waves of a trend. Value, interval, n and what bars a verdict stand in one cell, so none travels alone. */
export function trendTable(points: readonly TrendPoint[], source: Source, reader: Reader): Table {
  const { language, say } = reader;
  return [
    [say('wave'), say('figure'), say('change'), say('familyNumber'), say('definition')],
    ...points.map((point) => [
      textIn(point.title, language),
      figureLine(figureText(point.cell, point.unit, reader), reader),
      changeCell(point, reader),
      point.change ? String(point.change.family) : '',
      point.definition ?? '',
    ]),
    sourceRow(source),
  ];
}

/** The change since the wave before, or why there is none. */
export function changeCell(figure: ComparedFigure, reader: Reader): string {
  const { change, unit, leavesApart } = figure;
  return change
    ? changeLine(changeText(change, unit, reader, leavesApart), reader)
    : whyNoChange(figure, reader);
}

/** A range of ranks stands in the cell of the figure it is about; the file says that its words are another test's. */
export function areaTable(rows: readonly AreaRow[], source: Source, reader: Reader): Table {
  const { say } = reader;
  const hasChanges = haveChanges(rows);
  return [
    [say('area'), say('figure'), ...(hasChanges ? [say('change')] : []), say('definition')],
    ...rows.map(({ name, text, place, changes, definition }) => [
      name,
      [figureLine(text, reader), ...(place ? [place.ranks, place.group] : [])].join(say('clauseSeparator')),
      ...(hasChanges ? [changesCell(changes, reader)] : []),
      definition,
    ]),
    ...(rows.some(({ place }) => place) ? [[say('ranksApart')]] : []),
    sourceRow(source),
  ];
}

function changesCell(changes: AreaRow['changes'], reader: Reader): string {
  const { say } = reader;
  return changes
    .map(({ title, point }) => {
      const change = changeCell(point, reader);
      return title === '' ? change : say('statisticAndChange', { statistic: title, change });
    })
    .filter(Boolean)
    .join(say('clauseSeparator'));
}

export function targetTable(rows: readonly TargetRow[], source: Source, reader: Reader): Table {
  const { say } = reader;
  return [
    [
      say('target'),
      say('department'),
      say('verdictAndNumbers'),
      say('why'),
      say('levelColumn'),
      say('dontKnowColumn'),
      say('withoutFlaggedColumn'),
      say('term'),
      say('definition'),
    ],
    ...rows.map(({ title, departments, verdict, level, dontKnow, withoutFlagged, term, definition }) => [
      title,
      departments,
      verdictLine(verdict, reader),
      verdict.why,
      level ?? '',
      dontKnow ?? '',
      withoutFlagged ?? '',
      term ? termLine(term, reader) : '',
      definition,
    ]),
    sourceRow(source),
  ];
}

function sourceRow({ line, hash }: Source): readonly string[] {
  return [line, hash];
}
