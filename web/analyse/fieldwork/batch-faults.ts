import { namesNobody, namesPlace } from '../../../core/questionnaire/names-nobody.ts';
import type { AnalyseSpeaker } from '../../wording/analyse/wording.ts';

/** A batch of invitations as it is being filled in. */
export interface BatchDraft {
  readonly name: string;
  readonly stratum: string;
  readonly primaryUnit: string;
  readonly weight: number | null;
  readonly count: number | null;
}
export type BatchFaults = Readonly<Partial<Record<keyof BatchDraft, string>>>;

/** What the server would refuse, as a sentence at the field. */
export function batchFaults(draft: BatchDraft, say: AnalyseSpeaker): BatchFaults {
  const { weight, count } = draft;
  const [name, stratum, primaryUnit] = [draft.name.trim(), draft.stratum.trim(), draft.primaryUnit.trim()];
  const isCount = Number.isInteger(count) && count! >= 1 && count! <= 5000;
  const ofPlace = (text: string, missing: 'stratumMissing' | 'primaryUnitMissing') => {
    if (text === '') return say(missing);
    return namesPlace(text) ? undefined : say('placeTellsPerson');
  };
  const faults = {
    name: name === '' ? say('batchNameMissing') : namesNobody(name) ? undefined : say('batchNameTellsPerson'),
    stratum: ofPlace(stratum, 'stratumMissing'),
    primaryUnit: ofPlace(primaryUnit, 'primaryUnitMissing'),
    weight: weight !== null && weight > 0 && weight <= 1e6 ? undefined : say('weightFormat'),
    count: isCount ? undefined : say('countFormat'),
  };
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== undefined));
}
