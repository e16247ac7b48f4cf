import { hashText } from '../../core/content-hash.ts';
import type { Exclusion } from '../storage/storage.ts';

/** What the audit chain says of an exclusion: which answers only by a digest, for it tells of people. */
export function exclusionOnRecord({ id, reason, responses }: Exclusion) {
  const count = (JSON.parse(responses) as readonly string[]).length;
  return { exclusion: id, reason, count, digest: hashText(responses) };
}
