import type { Chart, ChartType, FontSpec, Plugin } from 'chart.js';
import { KEY_LINE_PIXELS } from './chart-frame.ts';
import type { ChartLook } from './chart-look.ts';

/** What Chart.js does not draw by itself, as data of the configuration (`options.plugins.marks`). */
export interface ChartMarks {
  readonly look: ChartLook;
  /** The scale values are measured on; the other one counts the points. */
  readonly valueAxis: 'x' | 'y';
  /** An interval through each point, or none. */
  readonly whiskers: readonly (readonly [number, number] | null)[];
  /** A rule before the point, with the reason the line is interrupted there. */
  readonly breaks: readonly { readonly before: number; readonly text: string }[];
  /** Dashed lines at a level, labelled. */
  readonly levels: readonly {
    readonly value: number;
    readonly text: string;
    readonly dash: readonly number[];
  }[];
  /** A word written beside each point, or none. */
  readonly labels: readonly (string | null)[];
  /** Whether the word stands at the far end of a horizontal scale, as what is beyond a bound does; near without it. */
  readonly atFarEnd?: readonly boolean[];
}

declare module 'chart.js' {
  // The second parameter is that of the interface it extends.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  interface PluginOptionsByType<TType extends ChartType> {
    marks?: ChartMarks;
  }
}

/** Draws the marks over the points. */
export const chartMarks: Plugin = {
  id: 'marks',
  beforeDraw(chart) {
    const { ctx, width, height } = chart;
    const marks = marksOf(chart);
    if (!marks) return;
    ctx.save();
    ctx.fillStyle = marks.look.paper;
    ctx.fillRect(0, 0, width, height);
    ctx.restore();
  },
  afterDatasetsDraw(chart) {
    const marks = marksOf(chart);
    if (!marks) return;
    chart.ctx.save();
    const { size = 14, family = 'sans-serif' } = chart.options.font as FontSpec;
    chart.ctx.font = `${size}px ${family}`;
    drawWhiskers(chart, marks);
    drawLevels(chart, marks);
    drawBreaks(chart, marks);
    drawLabels(chart, marks);
    chart.ctx.restore();
  },
};

function marksOf(chart: Chart): ChartMarks | undefined {
  // Chart.js calls all options partial; those of this plugin are only ever given whole.
  return chart.options.plugins?.marks as ChartMarks | undefined;
}

function drawWhiskers({ ctx, scales }: Chart, { look, valueAxis, whiskers }: ChartMarks): void {
  const values = scales[valueAxis];
  const places = scales[valueAxis === 'y' ? 'x' : 'y'];
  if (!values || !places) return;
  ctx.strokeStyle = look.series;
  ctx.lineWidth = 2;
  const cap = 4;
  whiskers.forEach((whisker, position) => {
    if (!whisker) return;
    const at = places.getPixelForValue(position);
    const [from, to] = whisker.map((end) => values.getPixelForValue(end)) as [number, number];
    ctx.beginPath();
    const segments =
      valueAxis === 'y'
        ? [
            [at, from, at, to],
            [at - cap, from, at + cap, from],
            [at - cap, to, at + cap, to],
          ]
        : [
            [from, at, to, at],
            [from, at - cap, from, at + cap],
            [to, at - cap, to, at + cap],
          ];
    for (const [x1, y1, x2, y2] of segments as [number, number, number, number][]) {
      ctx.moveTo(x1, y1);
      ctx.lineTo(x2, y2);
    }
    ctx.stroke();
  });
}

function drawLevels({ ctx, scales, chartArea }: Chart, { look, valueAxis, levels }: ChartMarks): void {
  const scale = scales[valueAxis];
  if (!scale) return;
  ctx.strokeStyle = look.target;
  ctx.lineWidth = 1.5;
  levels.forEach(({ value, text, dash }, line) => {
    const at = scale.getPixelForValue(value);
    ctx.setLineDash([...dash]);
    ctx.beginPath();
    if (valueAxis === 'y') {
      ctx.moveTo(chartArea.left, at);
      ctx.lineTo(chartArea.right, at);
    } else {
      ctx.moveTo(at, chartArea.top);
      ctx.lineTo(at, chartArea.bottom);
    }
    ctx.stroke();
    ctx.setLineDash([]);
    if (valueAxis === 'y') {
      // Above the chart, with a piece of the line: beside the line it would cover points on a narrow screen.
      const height = chartArea.top - 26 - KEY_LINE_PIXELS * line;
      const end = chartArea.right - 4;
      const start = end - ctx.measureText(text).width - 8;
      ctx.setLineDash([...dash]);
      ctx.beginPath();
      ctx.moveTo(start - 32, height - 5);
      ctx.lineTo(start, height - 5);
      ctx.stroke();
      ctx.setLineDash([]);
      write(ctx, look, text, end, height, 'right');
    } else {
      write(ctx, look, text, at, chartArea.top - 6, 'center');
    }
  });
}

function drawBreaks(chart: Chart, { look, breaks }: ChartMarks): void {
  const { ctx, scales, chartArea } = chart;
  const scale = scales['x'];
  if (!scale) return;
  ctx.strokeStyle = look.ink;
  ctx.lineWidth = 1;
  for (const { before, text } of breaks) {
    const at = (scale.getPixelForValue(before - 1) + scale.getPixelForValue(before)) / 2;
    ctx.setLineDash([2, 3]);
    ctx.beginPath();
    ctx.moveTo(at, chartArea.top);
    ctx.lineTo(at, chartArea.bottom);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.save();
    ctx.translate(at - 5, chartArea.bottom - 6);
    ctx.rotate(-Math.PI / 2);
    write(ctx, look, text, 0, 0, 'left');
    ctx.restore();
  }
}

function drawLabels(chart: Chart, { look, labels, atFarEnd, valueAxis, whiskers }: ChartMarks): void {
  const { ctx, scales, chartArea } = chart;
  const { x, y } = scales;
  if (!x || !y) return;
  const points = chart.getSortedVisibleDatasetMetas().flatMap((meta) => meta.data);
  labels.forEach((label, position) => {
    if (label === null) return;
    if (valueAxis === 'x') {
      const isFar = atFarEnd?.[position] === true;
      const at = isFar ? chartArea.right - 8 : chartArea.left + 8;
      write(ctx, look, label, at, y.getPixelForValue(position) + 5, isFar ? 'right' : 'left');
      return;
    }
    const top = whiskers[position]?.[1];
    const point = points.find(
      (each) => Math.abs(each.x - x.getPixelForValue(position)) < 1 && !('skip' in each && each.skip),
    );
    // What has no point says so at the foot of its place: hidden, not asked, or beyond a bound.
    const at = top === undefined ? (point?.y ?? chartArea.bottom) : y.getPixelForValue(top);
    write(ctx, look, label, x.getPixelForValue(position), at - 8, 'center');
  });
}

/** On a halo of paper, so that lines behind do not strike it through. */
function write(
  ctx: CanvasRenderingContext2D,
  look: ChartLook,
  text: string,
  x: number,
  y: number,
  align: CanvasTextAlign,
): void {
  ctx.textAlign = align;
  ctx.lineJoin = 'round';
  const { strokeStyle, lineWidth } = ctx;
  ctx.strokeStyle = look.paper;
  ctx.lineWidth = 4;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = look.ink;
  ctx.fillText(text, x, y);
  ctx.strokeStyle = strokeStyle;
  ctx.lineWidth = lineWidth;
}
