import type { OtherReading } from '../../judgement/agreeing-verdict.ts';
import type { Readings } from '../sealed-release.ts';

export type Reading = keyof Readings;
export type OtherReadingName = Exclude<Reading, 'official'>;

const READINGS: readonly OtherReadingName[] = ['dontKnowIs', 'dontKnowIsNot', 'withoutFlagged'];

/** The judgements in whatever other readings there are, each with the reason to give if its verdict is another. */
export function otherReadings(
  judge: (reading: OtherReadingName) => OtherReading['judgement'] | undefined,
): readonly OtherReading[] {
  return READINGS.flatMap((reading) => {
    const judgement = judge(reading);
    if (!judgement) return [];
    return [{ reason: reading === 'withoutFlagged' ? 'flagged' : 'dontKnowBounds', judgement } as const];
  });
}
