import { asRead } from '../../../core/release/print/digits.ts';
import type { ChartConfiguration } from 'chart.js';
import { breakReasons } from '../words/break-text.ts';
import { axisRange } from './axis-range.ts';
import { figureText, readInterval, shownOf } from '../../parts/figure/figure-text.ts';
import type { Reader } from '../../parts/figure/reader.ts';
import type { TrendPoint } from '../trend-points.ts';
import { chartFrame, nameScale, valueScale, type PictureText } from './chart-frame.ts';
import type { ChartLook } from './chart-look.ts';

export type LineChart = ChartConfiguration<'line', (number | null)[], string>;

export interface TrendChartInput {
  readonly points: readonly TrendPoint[];
  /** Levels aimed at, with their words. */
  readonly targets: readonly { readonly value: number; readonly text: string }[];
  readonly look: ChartLook;
  readonly picture?: PictureText;
}

/**
 * One figure over the waves: a line with a band for the interval, interrupted at every break, and whiskers so
 * that a single wave between two breaks has its interval too. Values on few answers are hollow.
 */
export function trendChart({ points, targets, look, picture }: TrendChartInput, reader: Reader): LineChart {
  const values = points.map(valueOf);
  const intervals = points.map(intervalOf);
  const drawn = [
    ...values,
    ...intervals.flatMap((interval) => interval ?? []),
    ...targets.map(({ value }) => value),
  ];
  const range = axisRange(drawn.filter((value) => value !== null));
  const frame = chartFrame(look, picture, targets.length);
  const isHollow = points.map(({ cell }) => (shownOf(cell)?.standing ?? 'full') !== 'full');
  return {
    type: 'line',
    data: {
      labels: points.map(({ period }) => period),
      datasets: runs(points).flatMap((run) => {
        const within = <Value>(all: readonly (Value | null)[]) =>
          all.map((value, position) => (run.includes(position) ? value : null));
        return [
          bandEdge(within(intervals.map((interval) => interval?.[0] ?? null))),
          {
            ...bandEdge(within(intervals.map((interval) => interval?.[1] ?? null))),
            fill: '-1',
            backgroundColor: look.band,
          },
          {
            data: within(values),
            borderColor: look.series,
            borderWidth: 2.5,
            pointRadius: 5,
            pointBorderWidth: 2,
            pointBackgroundColor: isHollow.map((hollow) => (hollow ? look.paper : look.series)),
            pointBorderColor: look.series,
            fill: false,
          },
        ];
      }),
    },
    options: {
      ...frame,
      scales: {
        x: nameScale(
          look,
          points.map(({ period }) => period),
        ),
        y: valueScale(look, range, axisTitle(range, reader)),
      },
      plugins: {
        ...frame.plugins,
        marks: {
          look,
          valueAxis: 'y',
          whiskers: intervals,
          breaks: points.flatMap(({ breaks }, before) =>
            breaks.length === 0
              ? []
              : [
                  {
                    before,
                    text: breakLabel(breaks, reader, picture !== undefined),
                  },
                ],
          ),
          levels: targets.map((target) => ({ ...target, dash: [7, 5] })),
          labels: points.map(({ cell, unit }) =>
            cell === undefined ? null : figureText(cell, unit, reader).value,
          ),
        },
      },
    },
  };
}

/** Written upright beside the rule; reasons longer than the chart is high stand in the table alone. */
function breakLabel(breaks: TrendPoint['breaks'], reader: Reader, isPicture: boolean): string {
  const reasons = breakReasons(breaks, reader);
  const width = [...reasons].reduce((sum, sign) => sum + (sign > '\u2e80' ? 2 : 1), 0);
  return isPicture || width <= LONGEST_LABEL ? reasons : reader.say('breakSeeTable');
}

/** In half widths of a character. */
const LONGEST_LABEL = 28;

/** What the axis measures, and where it begins if not at 0. */
function axisTitle([lowest]: readonly [number, number], { say }: Reader): string {
  const points = say('axisPoints');
  return lowest === 0 ? points : `${points}${say('clauseSeparator')}${say('axisFrom', { lowest })}`;
}

function bandEdge(data: (number | null)[]) {
  return {
    data,
    borderColor: 'transparent',
    borderWidth: 0,
    pointRadius: 0,
    fill: false as string | boolean,
  };
}

/** Positions that may be joined by a line. */
function runs(points: readonly TrendPoint[]): readonly (readonly number[])[] {
  const joined: number[][] = [];
  points.forEach(({ breaks }, position) => {
    const last = joined.at(-1);
    if (last === undefined || breaks.length > 0) joined.push([position]);
    else last.push(position);
  });
  return joined;
}

function valueOf({ cell, unit }: Pick<TrendPoint, 'cell' | 'unit'>): number | null {
  const shown = shownOf(cell);
  return shown ? asRead(shown.value, unit) : null;
}

function intervalOf({ cell, unit }: TrendPoint): [number, number] | null {
  const shown = shownOf(cell);
  return shown?.interval && shown.standing !== 'insufficient' ? readInterval(shown.interval, unit) : null;
}
