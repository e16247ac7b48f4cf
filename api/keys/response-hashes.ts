import { canonicalJson } from '../../core/canonical-json.ts';
import type { Answers } from '../../core/questionnaire/answer.ts';
import { typeOf } from '../../core/questionnaire/question-types/question-types.ts';
import { itemsOfQuestionnaire, type Questionnaire } from '../../core/questionnaire/questionnaire.ts';
import { sha256 } from './sha256.ts';
import type { StoredResponse } from '../storage/storage.ts';
import type { Keys } from './keys.ts';

/**
 * What is left of a free text that was erased: the hash that stood for it in the hash of the whole. So the rest
 * of the response can still be checked, and nobody without the keys can try what the text was.
 */
export interface ErasedAnswer {
  readonly erased: string;
}

/** Answers as they are stored: some texts may have been erased since. */
export type StoredAnswers = Answers | Readonly<Record<string, Answers[string] | ErasedAnswer>>;

export function isErasedAnswer(answer: unknown): answer is ErasedAnswer {
  return typeof answer === 'object' && answer !== null && 'erased' in answer;
}

/** The items whose answers are free texts, which may be erased one day; everything else moves figures and stays. */
export function textItemsOf(questionnaire: Questionnaire): ReadonlySet<string> {
  const texts = itemsOfQuestionnaire(questionnaire).filter((item) => typeOf(item).isFreeText);
  return new Set(texts.map(({ name }) => name));
}

type Named = Pick<StoredResponse, 'wave' | 'id'>;

/** Answers in which each free text is erased; the canonical JSON of it is what is hashed, and what erasing stores. */
export function withoutTexts(
  keys: Keys,
  { wave, id }: Named,
  answers: StoredAnswers,
  textItems: ReadonlySet<string>,
): StoredAnswers {
  const found = Object.keys(answers).filter(
    (item) => textItems.has(item) && typeof answers[item] === 'string',
  );
  if (found.length === 0) return answers;
  const erased: Record<string, StoredAnswers[string]> = { ...answers };
  for (const item of found) erased[item] = { erased: hash(keys, ['item', wave, id, item, answers[item]]) };
  return erased;
}

type Content = Pick<StoredResponse, 'wave' | 'id' | 'channel' | 'disposition' | 'questionnaire'>;

/**
 * What "the same answers again" means: a keyed hash of wave, id, channel, disposition, questionnaire and answers,
 * where a hash of its own stands for each free text. The same before and after texts were erased.
 */
export function contentHashOf(
  keys: Keys,
  { wave, id, channel, disposition, questionnaire }: Content,
  answers: StoredAnswers,
  textItems: ReadonlySet<string>,
): string {
  const given = withoutTexts(keys, { wave, id }, answers, textItems);
  return hash(keys, ['content', wave, id, channel, disposition, questionnaire, given]);
}

/**
 * A keyed hash over everything of a response that can move a figure. The answers are in it by the content hash;
 * where that is of before there were keys, in themselves, with texts as `withoutTexts` has them.
 */
export function recordHashOf(
  keys: Keys,
  response: Omit<StoredResponse, 'recordHash'>,
  textItems: ReadonlySet<string>,
): string {
  const { answers, ...columns } = response;
  const own = isOfBefore(response.contentHash)
    ? withoutTexts(keys, response, JSON.parse(answers) as StoredAnswers, textItems)
    : null;
  return hash(keys, ['record', { ...columns, recordHash: undefined }, own]);
}

/** The response with both hashes. */
export function withHashes(
  keys: Keys,
  response: Omit<StoredResponse, 'contentHash' | 'recordHash' | 'answers'>,
  answers: Answers,
  textItems: ReadonlySet<string>,
): StoredResponse {
  const whole = {
    ...response,
    contentHash: contentHashOf(keys, response, answers, textItems),
    answers: canonicalJson(answers),
  };
  return { ...whole, recordHash: recordHashOf(keys, whole, textItems) };
}

/**
 * The content hash responses were stored with before there were keys: of `{ answers, channel, disposition,
 * questionnaire }`, where the answers are canonical JSON already. By it an answer sent again is known again.
 */
export function formerContentHashOf({
  answers,
  channel,
  disposition,
  questionnaire,
}: Pick<StoredResponse, 'answers' | 'channel' | 'disposition' | 'questionnaire'>): string {
  const rest = canonicalJson({ channel, disposition, questionnaire }).slice(1);
  return sha256(`{"answers":${answers},${rest}`);
}

/** Whether a content hash was made before there were keys. */
export function isOfBefore(contentHash: string): boolean {
  return !contentHash.includes('.');
}

/** The keys a hash was made with, as `keyId` names them. */
export function keyIdIn(hashed: string): string {
  return hashed.slice(0, hashed.indexOf('.'));
}

/** The keys a database was filled with may have been exchanged: a hash says by which it can be checked. */
export function keyId({ fingerprint }: Pick<Keys, 'fingerprint'>): string {
  return fingerprint.slice(0, 8);
}

function hash(keys: Keys, parts: readonly unknown[]): string {
  return `${keyId(keys)}.${keys.mac('answers', canonicalJson(parts))}`;
}
