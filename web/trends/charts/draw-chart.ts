import {
  CategoryScale,
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  ScatterController,
  SubTitle,
  Title,
  type ChartConfiguration,
} from 'chart.js';
import { chartMarks } from './chart-marks.ts';
import type { DotChart } from './area-chart.ts';
import type { LineChart } from './trend-chart.ts';

export type DrawableChart = LineChart | DotChart;

Chart.register(
  CategoryScale,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  ScatterController,
  SubTitle,
  Title,
);

const PICTURE_WIDTH_PIXELS = 1200;

/** Draws on a canvas of the page; the returned function takes it down. */
export function drawChart(canvas: HTMLCanvasElement, configuration: DrawableChart): () => void {
  const chart = new Chart(canvas, withMarks(configuration));
  return () => chart.destroy();
}

/** Draws off the page, as large as a slide wants it. */
export async function chartPicture(configuration: DrawableChart, heightPixels: number): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = PICTURE_WIDTH_PIXELS;
  canvas.height = heightPixels;
  const chart = new Chart(canvas, withMarks(configuration));
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  chart.destroy();
  if (!blob) throw new Error('the browser made no picture of the canvas');
  return blob;
}

function withMarks(configuration: DrawableChart): ChartConfiguration {
  // Text on a canvas does not inherit from the page.
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = 14;
  return { ...configuration, plugins: [chartMarks] } as ChartConfiguration;
}
