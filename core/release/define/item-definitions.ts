import { canonicalJson } from '../../canonical-json.ts';
import { contentHash } from '../../content-hash.ts';
import { itemsByName } from '../../questionnaire/questionnaire-variables.ts';
import { definingLanguages } from '../../programme/programme-languages.ts';
import type { Programme } from '../../programme/programme.ts';
import type { Condition } from '../../questionnaire/condition.ts';
import type { Option } from '../../questionnaire/item.ts';
import type { LocalText } from '../../questionnaire/local-text.ts';
import type { Item, ItemOf, QuestionTypeName } from '../../questionnaire/question-types/question-types.ts';
import { itemsOfQuestionnaire, type Questionnaire } from '../../questionnaire/questionnaire.ts';
import { definingText } from './defining-text.ts';

/** What is asked with an item and of whom, each a hash. The item's name is in none of them. */
export interface ItemDefinition {
  /** All of it: items of one identity are one question, whatever they are called. */
  readonly identity: string;
  /**
   * The words of the question and of its options. Where another item of the questionnaire has the same words, answers and missing answers
   * its name is in here too: nothing else tells the two apart.
   */
  readonly wording: string;
  /** Points of the scale with the labels of its ends, or the codes of options and what may be chosen together. */
  readonly scale: string;
  readonly missingCodes: string;
  /** When it is asked: its condition and its section's, the questions they look at in full. */
  readonly routing: string;
}

export interface ItemDefinitions {
  /** @throws Error for a name no item has: definitions were checked before */
  readonly of: (item: string) => ItemDefinition;
  /** The item without the options that are areas: what asks people where they belong. */
  readonly withoutAreas: (item: string) => string;
  /** What ends an interview before it is complete: who counts. */
  readonly eligibility: string;
}

/** Enough to tell two definitions apart, and half as long in documents as a whole hash. */
export const partHash = (value: unknown): string => contentHash(value).slice(0, 32);

/** The definitions of all items of a questionnaire. Areas stand in options by their codes: their names define nothing. */
export function itemDefinitions(
  programme: Pick<Programme, 'areas' | 'languages'>,
  questionnaire: Questionnaire,
): ItemDefinitions {
  const languages = definingLanguages(programme);
  const wordsOf = (text: LocalText) => definingText(text, languages);
  const areaOptions = new Set(programme.areas.map(({ code, label }) => canonicalJson({ code, label })));
  const isArea = ({ code, label }: Option) => areaOptions.has(canonicalJson({ code, label }));
  const items = itemsByName(questionnaire);
  const asked = new Map<string, ReturnType<typeof askedBy>>();
  const namesOf = new Map<string, number>();
  for (const [name, item] of items) {
    const parts = askedBy(item, isArea, wordsOf);
    asked.set(name, parts);
    const words = partHash(parts);
    namesOf.set(words, (namesOf.get(words) ?? 0) + 1);
  }
  const routes = routesOf(questionnaire);
  const known = new Map<string, ItemDefinition>();

  const of = (name: string): ItemDefinition => {
    const found = known.get(name) ?? define(name);
    known.set(name, found);
    return found;
  };
  const define = (name: string): ItemDefinition => {
    const parts = asked.get(name);
    if (!parts) throw new Error(`the questionnaire "${questionnaire.name}" has no item "${name}"`);
    const isAmbiguous = namesOf.get(partHash(parts))! > 1;
    const hashes = {
      wording: partHash(isAmbiguous ? [parts.wording, name] : parts.wording),
      scale: partHash(parts.scale),
      missingCodes: partHash(parts.missingCodes),
      routing: partHash(resolvedAll(routes.get(name)!, of)),
    };
    return { identity: partHash(hashes), ...hashes };
  };
  return {
    of,
    withoutAreas: (name) => {
      const { areas: _, ...scale } = asked.get(name)!.scale as { readonly areas?: unknown };
      return partHash({ ...asked.get(name)!, scale, routing: of(name).routing });
    },
    eligibility: partHash(
      itemsOfQuestionnaire(questionnaire)
        .flatMap(({ name, terminate = [] }) =>
          terminate.map(({ when }) =>
            canonicalJson(resolvedAll(conjunction([...routes.get(name)!, when]), of)),
          ),
        )
        .sort(),
    ),
  };
}

type WordsOf = (text: LocalText) => ReturnType<typeof definingText>;

/** What stands on the screen of an item, but hints; what may be left unanswered is no part of the question. */
function askedBy(item: Item, isArea: IsArea, wordsOf: WordsOf) {
  const { text, missing = {} } = item;
  return {
    wording: { question: wordsOf(text), options: wordsOfOptions(item, isArea, wordsOf) },
    scale: scaleOf(item, isArea, wordsOf),
    missingCodes: Object.fromEntries(
      Object.entries(missing).map(([code, words]) => [
        code,
        words === true || words === undefined ? true : wordsOf(words),
      ]),
    ),
  };
}

function wordsOfOptions(item: Item, isArea: (option: Option) => boolean, wordsOf: WordsOf) {
  if (!('options' in item)) return [];
  return item.options.filter((option) => !isArea(option)).map(({ label }) => wordsOf(label));
}

type IsArea = (option: Option) => boolean;

/** Of each type what its answers can be: points with the labels of the ends, codes, bounds. */
const scales: {
  readonly [Name in QuestionTypeName]: (item: ItemOf<Name>, isArea: IsArea, wordsOf: WordsOf) => object;
} = {
  rating({ type, scale: { lowest, highest, lowestLabel, highestLabel } }, _isArea, wordsOf) {
    return { type, lowest, highest, labels: [wordsOf(lowestLabel), wordsOf(highestLabel)] };
  },
  single: ({ type, options }, isArea) => ({ type, ...codesOfOptions(options, isArea) }),
  multiple: ({ type, options, exclusive = [], most }, isArea) => ({
    type,
    ...codesOfOptions(options, isArea),
    exclusive: [...exclusive].sort(),
    most,
  }),
  number: ({ type, lowest, highest, decimals = false, unit }, _isArea, wordsOf) => ({
    type,
    lowest,
    highest,
    decimals,
    ...(unit ? { unit: wordsOf(unit) } : {}),
  }),
  date: ({ type, earliest, latest }) => ({ type, earliest, latest }),
  recommend: ({ type }) => ({ type }),
  text: ({ type, most }) => ({ type, most }),
};

function scaleOf(item: Item, isArea: IsArea, wordsOf: WordsOf): object {
  const ofItsType = scales[item.type] as (item: Item, isArea: IsArea, wordsOf: WordsOf) => object;
  return ofItsType(item, isArea, wordsOf);
}

function codesOfOptions(options: readonly Option[], isArea: IsArea) {
  const areas = options.filter(isArea).map(({ code }) => code);
  return {
    options: options.filter((option) => !isArea(option)).map(({ code }) => code),
    ...(areas.length === 0 ? {} : { areas: areas.sort() }),
  };
}

/** The conditions of each item, those of its section among them, in an order of their own. */
function routesOf(questionnaire: Questionnaire): ReadonlyMap<string, readonly Condition[]> {
  return new Map(
    questionnaire.sections.flatMap(({ when, items }) =>
      items.map((item) => [
        item.name,
        conjunction([when, item.when].filter((condition) => condition !== undefined)),
      ]),
    ),
  );
}

function conjunction(conditions: readonly Condition[]): readonly Condition[] {
  return conditions.flatMap((condition) => ('all' in condition ? conjunction(condition.all) : [condition]));
}

/** Conditions with the definition of each item in place of its name, in an order of their own. */
function resolvedAll(
  conditions: readonly Condition[],
  of: (item: string) => ItemDefinition,
): readonly string[] {
  return conditions.map((condition) => canonicalJson(resolved(condition, of))).sort();
}

function resolved(condition: Condition, of: (item: string) => ItemDefinition): unknown {
  if ('all' in condition) return { all: resolvedAll(conjunction(condition.all), of) };
  if ('any' in condition) return { any: resolvedAll(condition.any, of) };
  if ('not' in condition) return { not: resolved(condition.not, of) };
  const { item, ...comparison } = condition;
  const values =
    'in' in comparison ? { in: comparison.in.map((value) => canonicalJson(value)).sort() } : comparison;
  return { item: of(item).identity, ...values };
}
