import { fillIn } from './fill-in.ts';

/** Says one sentence of a wording, with its places filled in. */
export type Speaker<Key extends string> = (
  key: Key,
  parameters?: Readonly<Record<string, string | number>>,
) => string;

export function speaker<Key extends string>(sentences: Readonly<Record<Key, string>>): Speaker<Key> {
  return (key, parameters) => fillIn(sentences[key], parameters);
}
