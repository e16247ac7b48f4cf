import type { ChartConfiguration } from 'chart.js';
import type { AreaRow } from '../tables/area-rows.ts';
import { axisRange } from './axis-range.ts';
import type { Reader } from '../../parts/figure/reader.ts';
import { chartFrame, nameScale, valueScale, type PictureText } from './chart-frame.ts';
import type { ChartLook } from './chart-look.ts';

export type DotChart = ChartConfiguration<'scatter', { x: number; y: string }[], string>;

export interface AreaChartInput {
  readonly rows: readonly AreaRow[];
  /** The figure of all areas together, drawn as a line to compare with. */
  readonly whole?: { readonly value: number; readonly text: string };
  readonly look: ChartLook;
  readonly picture?: PictureText;
}

/** In degrees, of a triangle that points up. */
const groupRotation = { above: 90, below: -90, noDifference: 0 } as const;

/** One dot with its interval per area, in the order of the rows. Values on few answers are hollow. */
export function areaChart({ rows, whole, look, picture }: AreaChartInput, { say }: Reader): DotChart {
  const names = rows.map(({ name }) => name);
  const drawn = rows.flatMap(({ value, interval }) => [
    ...(value === null ? [] : [value]),
    ...(interval ?? []),
  ]);
  const range = axisRange(whole ? [...drawn, whole.value] : drawn);
  const frame = chartFrame(look, picture);
  const shown = rows.filter(({ value }) => value !== null);
  const points = say('axisPoints');
  const title =
    range[0] === 0
      ? points
      : `${points}${say('clauseSeparator')}${say('horizontalAxisFrom', { lowest: range[0] })}`;
  return {
    type: 'scatter',
    data: {
      labels: names,
      datasets: [
        {
          data: shown.flatMap(({ name, value }) => (value === null ? [] : [{ x: value, y: name }])),
          pointRadius: 6,
          // The shapes of the words beside it, along the axis of values: ◄ for what was found to be below, ► above.
          pointStyle: shown.map(({ place }) =>
            place && place.tested !== 'noDifference' ? 'triangle' : 'circle',
          ),
          pointRotation: shown.map(({ place }) => groupRotation[place?.tested ?? 'noDifference']),
          pointBorderWidth: 2,
          pointBorderColor: look.series,
          pointBackgroundColor: shown.map(({ standing }) => (standing === 'full' ? look.series : look.paper)),
        },
      ],
    },
    options: {
      ...frame,
      scales: { x: valueScale(look, range, title), y: nameScale(look, names) },
      plugins: {
        ...frame.plugins,
        marks: {
          look,
          valueAxis: 'x',
          whiskers: rows.map(({ interval }) => interval),
          breaks: [],
          levels: whole ? [{ ...whole, dash: [3, 4] }] : [],
          labels: rows.map(({ value, text }) => (value === null ? text.value : null)),
          atFarEnd: rows.map(({ bound }) => bound === 'atLeast'),
        },
      },
    },
  };
}
