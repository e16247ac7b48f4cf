import type { Disposition } from '../../../core/questionnaire/routing.ts';
import type { Channel, ResponseCount } from '../../parts/api-client.ts';

/** Complete responses by area and channel, with totals on both edges. */
export interface CountsTable {
  /** Channels something came through, in a fixed order. */
  readonly channels: readonly Channel[];
  readonly rows: readonly CountsRow[];
  readonly totals: readonly number[];
  readonly total: number;
}
export interface CountsRow {
  /** Code; absent for those who gave no area. */
  readonly area?: string;
  /** In the order of `channels`. */
  readonly counts: readonly number[];
  readonly total: number;
}

const allChannels = ['invitation', 'open', 'imported'] as const satisfies readonly Channel[];

/** @param areas codes in the order of the programme; each has a row, even one that nothing came from */
export function countsTable(counts: readonly ResponseCount[], areas: readonly string[]): CountsTable {
  const complete = counts.filter(({ disposition }) => disposition === 'complete');
  const channels = allChannels.filter((channel) => complete.some((each) => each.channel === channel));
  const elsewhere = new Set(
    complete.flatMap(({ area }) => (area === undefined || areas.includes(area) ? [] : [area])),
  );
  const hasUnknown = complete.some(({ area }) => area === undefined);
  const rowOf = (area: string | undefined): CountsRow => {
    const those = complete.filter((each) => each.area === area);
    const ofChannels = channels.map((channel) => sum(those.filter((each) => each.channel === channel)));
    return { ...(area === undefined ? {} : { area }), counts: ofChannels, total: sum(those) };
  };
  return {
    channels,
    rows: [...areas, ...elsewhere, ...(hasUnknown ? [undefined] : [])].map(rowOf),
    totals: channels.map((channel) => sum(complete.filter((each) => each.channel === channel))),
    total: sum(complete),
  };
}

/** How responses ended, with how many of them came after closing. */
export function dispositionCounts(
  counts: readonly ResponseCount[],
): readonly { readonly disposition: Disposition; readonly count: number; readonly late: number }[] {
  const dispositions = [...new Set(counts.map(({ disposition }) => disposition))].sort();
  return dispositions.map((disposition) => {
    const those = counts.filter((each) => each.disposition === disposition);
    return { disposition, count: sum(those), late: sum(those.filter(({ isLate }) => isLate)) };
  });
}

function sum(counts: readonly ResponseCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
