import type { Language } from '../../../core/questionnaire/local-text.ts';
import type { Disposition } from '../../../core/questionnaire/routing.ts';
import type { Channel, Import, Wave } from '../../parts/api-client.ts';

/** Keys that follow codes of the API: a language without the sentence of one does not compile. */
export type CodedKey =
  | `state.${Wave['state']}`
  | `channel.${Channel}`
  | `disposition.${Disposition}`
  | `import.${Import['state']}`
  | `waveTitle.${Language}`
  | `waveTitleMissing.${Language}`;
