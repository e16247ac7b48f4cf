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

/** What fits between the margins of an A4 page, in the pixels of a style sheet, and how finely it is drawn there. */
const PAPER_WIDTH_PIXELS = 660;
const PAPER_RATIO = 3;
/** Many rows stand closer on paper than on a screen; below the least height the axis has no room for its title. */
const PAPER_HEIGHT_SHARE = 0.75;
const PAPER_LEAST_HEIGHT_PIXELS = 320;

export interface DrawnChart {
  /** As wide as the paper, finely, until it is put back: a screen's own width would run off the page. */
  readonly onPaper: (isOnPaper: boolean) => void;
  readonly takeDown: () => void;
}

/** Draws on a canvas of the page. */
export function drawChart(canvas: HTMLCanvasElement, configuration: DrawableChart): DrawnChart {
  const chart = new Chart(canvas, withMarks(configuration));
  return {
    onPaper(isOnPaper) {
      // Chart.js keeps the ratio it began with unless told; 0 and undefined alike mean that of the screen.
      chart.options.devicePixelRatio = isOnPaper ? PAPER_RATIO : window.devicePixelRatio;
      const onScreen = canvas.parentElement?.clientHeight ?? chart.height;
      const heightPixels = Math.max(PAPER_LEAST_HEIGHT_PIXELS, PAPER_HEIGHT_SHARE * onScreen);
      if (isOnPaper) chart.resize(PAPER_WIDTH_PIXELS, heightPixels);
      else chart.resize();
    },
    takeDown: () => chart.destroy(),
  };
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
