import { isDay } from '../../core/questionnaire/day.ts';
import { isPeriod } from '../../core/programme/period.ts';
import type { Language } from '../../core/questionnaire/local-text.ts';

export interface WaveDraft {
  readonly id: string;
  readonly title: Readonly<Partial<Record<Language, string>>>;
  readonly period: string;
  readonly form: string;
  /** A day, or nothing. */
  readonly plannedEnd?: string;
}

type TitleField = `title.${Language}`;
export type DraftField = TitleField | 'id' | 'period' | 'plannedEnd';
export type DraftFault =
  | `waveTitleMissing.${Language}`
  | 'idMissing'
  | 'periodMissing'
  | 'idFormat'
  | 'idReserved'
  | 'periodFormat'
  | 'plannedEndFormat';

/**
 * What keeps a new wave from being sent: for each field at fault the key of its sentence.
 *
 * @param languages those its programme is asked in; the wave has a title in each
 */
export function draftFaults(
  { id, title, period, plannedEnd }: WaveDraft,
  languages: readonly Language[],
): Readonly<Partial<Record<DraftField, DraftFault>>> {
  const isEmpty = (text = '') => text.trim() === '';
  const untitled = languages.filter((language) => isEmpty(title[language]));
  return {
    ...Object.fromEntries(
      untitled.map((language): [TitleField, DraftFault] => [
        `title.${language}`,
        `waveTitleMissing.${language}`,
      ]),
    ),
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
