import { canonicalJson } from '../../core/canonical-json.ts';
import { sha256 } from '../sha256.ts';

/**
 * What "the same answers again" means: the content hash of `{ answers, channel, disposition, questionnaire }`,
 * where the answers are canonical JSON already.
 */
export function contentHashOf(
  answers: string,
  channel: string,
  disposition: string,
  questionnaire: string,
): string {
  const rest = canonicalJson({ channel, disposition, questionnaire }).slice(1);
  return sha256(`{"answers":${answers},${rest}`);
}
