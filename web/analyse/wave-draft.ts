import type { LocalText } from '../../core/questionnaire/local-text.ts';

export interface WaveDraft {
  readonly id: string;
  readonly title: LocalText;
  readonly period: string;
  readonly form: string;
}

/** What keeps a new wave from being sent, as the key of its sentence; `undefined` when nothing does. */
export function draftFault({
  id,
  title,
  period,
}: WaveDraft): 'fillAll' | 'idFormat' | 'idTaken' | 'periodFormat' | undefined {
  if ([id, title['zh-Hans'], title.en, period].some((text) => text.trim() === '')) return 'fillAll';
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(id)) return 'idFormat';
  // `/analyse/<programme>/import` is the page of imports.
  if (id === 'import') return 'idTaken';
  return /^\d{4}(-\d{2}){0,2}$/.test(period) ? undefined : 'periodFormat';
}
