import type { Answers } from '../../../core/questionnaire/answer.ts';
import type { Language } from '../../../core/questionnaire/local-text.ts';

/** The body of `PUT /api/waves/:wave/responses/:id`. */
export interface SurveyRecord {
  readonly questionnaire: string;
  readonly language: Language;
  readonly mode: 'web';
  readonly durationBand: DurationBand;
  readonly answers: Answers;
  readonly invitation?: string;
}

export type DurationBand = 'under1' | '1to3' | '3to10' | '10to30' | 'over30';

/** Only a band leaves the phone: an exact duration, joined with a log, could tell who answered. */
export function durationBandOf(minutes: number): DurationBand {
  if (minutes < 1) return 'under1';
  if (minutes < 3) return '1to3';
  if (minutes < 10) return '3to10';
  return minutes < 30 ? '10to30' : 'over30';
}
