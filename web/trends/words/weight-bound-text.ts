import type { ReleaseWeighting } from '../../../core/release/release.ts';
import type { Reader } from '../../parts/figure/reader.ts';

/** What became of the bound the programme declares for weights; none where it declares none. */
export function weightBoundText(
  { rakedTo, trimmedTo, notTrimmedTo }: ReleaseWeighting,
  { say }: Pick<Reader, 'say'>,
): string | undefined {
  if (trimmedTo !== undefined) return say('trimmedTo', { bound: trimmedTo });
  if (notTrimmedTo === undefined) return undefined;
  const reason = rakedTo.length > 0 ? 'cannotHold' : 'notRaked';
  return say(`notTrimmedTo.${reason}`, { bound: notTrimmedTo });
}
