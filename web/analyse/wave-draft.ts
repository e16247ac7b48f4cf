import { isDay } from '../../core/programme/day.ts';
import { isPeriod } from '../../core/programme/period.ts';
import type { LocalText } from '../../core/questionnaire/local-text.ts';

export interface WaveDraft {
  readonly id: string;
  readonly title: LocalText;
  readonly period: string;
  readonly form: string;
  /** A day, or nothing. */
  readonly plannedEnd?: string;
}

export type DraftField = 'chinese' | 'english' | 'id' | 'period' | 'plannedEnd';
export type DraftFault =
  | 'titleChineseMissing'
  | 'titleEnglishMissing'
  | 'idMissing'
  | 'periodMissing'
  | 'idFormat'
  | 'idReserved'
  | 'periodFormat'
  | 'plannedEndFormat';

/** What keeps a new wave from being sent: for each field at fault the key of its sentence. */
export function draftFaults({
  id,
  title,
  period,
  plannedEnd,
}: WaveDraft): Readonly<Partial<Record<DraftField, DraftFault>>> {
  const isEmpty = (text: string) => text.trim() === '';
  return {
    ...(isEmpty(title['zh-Hans']) ? { chinese: 'titleChineseMissing' } : {}),
    ...(isEmpty(title.en) ? { english: 'titleEnglishMissing' } : {}),
    ...(isEmpty(id) ? { id: 'idMissing' } : idFault(id)),
    ...(isEmpty(period) ? { period: 'periodMissing' } : isPeriod(period) ? {} : { period: 'periodFormat' }),
    ...(plannedEnd === undefined || isDay(plannedEnd) ? {} : { plannedEnd: 'plannedEndFormat' }),
  };
}

function idFault(id: string): { readonly id?: DraftFault } {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(id)) return { id: 'idFormat' };
  // `/analyse/<programme>/import` is the page of imports.
  return id === 'import' ? { id: 'idReserved' } : {};
}
