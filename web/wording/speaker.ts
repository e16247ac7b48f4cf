import type { Language, LocalText } from '../../core/questionnaire/local-text.ts';
import { fillIn } from './fill-in.ts';

/** Says one sentence of a catalogue, with its places filled in. */
export type Speaker<Key extends string> = (
  key: Key,
  parameters?: Readonly<Record<string, string | number>>,
) => string;

export function speaker<Key extends string>(
  sentences: Readonly<Record<Key, LocalText>>,
  language: Language,
): Speaker<Key> {
  return (key, parameters) => fillIn(sentences[key][language], parameters);
}
