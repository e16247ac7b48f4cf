import type { ChartOptions } from 'chart.js';
import type { ChartLook } from './chart-look.ts';

/** Title and lines below it, for a picture that leaves the page; on the page they stand beside the chart. */
export interface PictureText {
  readonly title: string;
  readonly lines: readonly string[];
}

/** A line above the chart that names a level drawn in it. */
export const KEY_LINE_PIXELS = 22;

/** Options every chart has: it says what it shows by itself, and nothing moves. `keyLines` are lines above it. */
export function chartFrame(look: ChartLook, picture: PictureText | undefined, keyLines = 0) {
  const above = 24 + KEY_LINE_PIXELS * keyLines;
  return {
    animation: false as const,
    responsive: picture === undefined,
    ...(picture ? { devicePixelRatio: 2 } : {}),
    maintainAspectRatio: false,
    color: look.ink,
    // Nothing is to be pointed at: what there is to know is written.
    events: [],
    // In a picture the title stands above what is written over the chart, and keeps that room below itself.
    layout: { padding: picture ? 32 : { top: above, right: 12, bottom: 4, left: 4 } },
    plugins: {
      legend: { display: false },
      tooltip: { enabled: false },
      title: {
        display: picture !== undefined,
        text: picture?.title ?? '',
        color: look.ink,
        align: 'start' as const,
        padding: { top: 0, bottom: above + 12 },
        font: { size: 20 },
      },
      subtitle: {
        display: picture !== undefined,
        text: [...(picture?.lines ?? [])],
        color: look.ink,
        align: 'start' as const,
        position: 'bottom' as const,
        padding: { top: 16 },
        font: { size: 13 },
      },
    },
  } satisfies ChartOptions;
}

/** A scale of values: its range is declared, and a start other than 0 is said on the axis. */
export function valueScale(look: ChartLook, [lowest, highest]: readonly [number, number], title: string) {
  return {
    type: 'linear' as const,
    min: lowest,
    max: highest,
    ticks: { color: look.ink, stepSize: highest - lowest > 60 ? 20 : 10, font: { size: 14 } },
    grid: { color: look.grid },
    border: { color: look.grid },
    title: { display: true, text: title, color: look.ink, font: { size: 13 } },
  };
}

/** A scale of names: waves or areas. */
export function nameScale(look: ChartLook, names: readonly string[]) {
  return {
    type: 'category' as const,
    labels: [...names],
    offset: true,
    ticks: { color: look.ink, autoSkip: false, maxRotation: 60, font: { size: 14 } },
    grid: { display: false },
    border: { color: look.grid },
  };
}
