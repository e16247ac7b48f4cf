import type {
  BreakReason,
  ExclusionReason,
  FamilyNumber,
  HiddenCell,
  PublishedChange,
  TargetResult,
} from '../../../core/release/release.ts';
import type { Exclusion } from '../../parts/api-client.ts';

type Verdict = TargetResult['judgement']['verdict'];

/** Keys that follow codes of a release: a language without the sentence of one does not compile. */
export type CodedKey =
  | `verdict.${Verdict}`
  | `change.${PublishedChange['word']}`
  | `break.${BreakReason | 'notCompared' | 'commonLeaves'}`
  | `suppressed.${HiddenCell['suppressed']}`
  | `exclusion.${ExclusionReason}`
  | `exclusionState.${Exclusion['state']}`
  | `family.${FamilyNumber}`;
