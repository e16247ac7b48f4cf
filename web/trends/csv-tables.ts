import type { AreaRow } from './area-rows.ts';
import { breakText } from './break-text.ts';
import { changeLine, changeText } from './change-text.ts';
import { figureLine, figureText } from './figure-text.ts';
import type { Reader } from './reader.ts';
import type { TargetRow } from './target-rows.ts';
import type { TrendPoint } from './trend-points.ts';

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
    [say('wave'), say('figure'), say('change')],
    ...points.map(({ title, cell, unit, change, breaks }) => [
      title[language],
      figureLine(figureText(cell, unit, reader), reader),
      breaks.length > 0
        ? breakText(breaks, reader)
        : change
          ? changeLine(changeText(change, unit, reader), reader)
          : '',
    ]),
    sourceRow(source),
  ];
}

/** A range of ranks stands in the cell of the figure it is about; the file says that its words are another test's. */
export function areaTable(rows: readonly AreaRow[], source: Source, reader: Reader): Table {
  const { say } = reader;
  return [
    [say('area'), say('figure')],
    ...rows.map(({ name, text, place }) => [
      name,
      [figureLine(text, reader), ...(place ? [place.ranks, place.group] : [])].join(say('clauseSeparator')),
    ]),
    ...(rows.some(({ place }) => place) ? [[say('ranksApart')]] : []),
    sourceRow(source),
  ];
}

export function targetTable(rows: readonly TargetRow[], source: Source, reader: Reader): Table {
  const { say } = reader;
  return [
    [say('target'), say('department'), `${say('figureJudged')} / ${say('verdict')}`, say('why')],
    ...rows.map(({ title, departments, figure, verdict }) => [
      title,
      departments,
      [
        figureLine(figure, reader),
        say('bracketed', { text: `${verdict.shape} ${verdict.word}`, inner: verdict.aim }),
      ].join(say('clauseSeparator')),
      verdict.why,
    ]),
    sourceRow(source),
  ];
}

function sourceRow({ line, hash }: Source): readonly string[] {
  return [line, hash];
}
