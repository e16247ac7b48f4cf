import { isDay } from '../../core/questionnaire/day.ts';
import { type NewWave, waveIdForm } from '../../core/programme/new-wave.ts';
import { isPeriod } from '../../core/programme/period.ts';
import type { Language } from '../../core/questionnaire/local-text.ts';

type TitleField = `title.${Language}`;
export type DraftField = TitleField | 'id' | 'period' | 'plannedEnd';
export type DraftFault =
  | `waveTitleMissing.${Language}`
  | 'idMissing'
  | 'periodMissing'
  | 'idFormat'
  | 'periodFormat'
  | 'plannedEndFormat';

/**
 * What keeps a new wave from being sent: for each field at fault the key of its sentence.
 *
 * @param languages those its programme is asked in; the wave has a title in each
 */
export function draftFaults(
  { id, title, period, plannedEnd }: NewWave,
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
  return waveIdForm.test(id) ? {} : { id: 'idFormat' };
}
