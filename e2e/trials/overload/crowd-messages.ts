/** One stretch of load the crowd is told to make. */
export interface Stretch {
  /** So many connections, all accepted before the stretch begins. */
  readonly connections: number;
  /** Requests to offer each second; 0: each connection sends as soon as it has its answer. */
  readonly perSecond: number;
  readonly seconds: number;
}

/** What came of it. Milliseconds; 0 where there was nothing to measure. */
export interface StretchResult {
  readonly offeredPerSecond: number;
  readonly storedPerSecond: number;
  readonly refused: number;
  readonly refusedWithoutRetryAfter: number;
  /** Statuses that are neither "stored" nor "busy", and how often each came. */
  readonly otherStatuses: Readonly<Record<string, number>>;
  readonly unanswered: number;
  readonly stored95: number;
  readonly stored99: number;
  readonly refused99: number;
  /** Of those who connected only during the stretch, ten a second: until they had an answer. */
  readonly newcomer99: number;
  /** The share of the time in which every connection waited for an answer, so that no more could be offered. */
  readonly shareAllWaiting: number;
  /** Processors the generator itself took; the server had to do without them. */
  readonly generatorCores: number;
}

export type ToCrowd = Stretch | 'end';

/** What became of the n-th response, as the crowd leaves it in a file, one byte each. */
export const fate = { sent: 1, acknowledged: 2 } as const;

/** The id of the n-th response of a crowd: a version 4 UUID that can be read back. */
export function crowdId(number: number): string {
  return `c20d0000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

export function crowdNumber(id: string): number {
  return id.startsWith('c20d0000-0000-4000-8000-') ? parseInt(id.slice(-12), 16) : -1;
}
