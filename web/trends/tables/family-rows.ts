import { textIn } from '../../../core/questionnaire/local-text.ts';
import type { FamilyNumber, Release } from '../../../core/release/release.ts';
import type { Reader } from '../../parts/figure/reader.ts';

/** How many targets at most are families of their own; more are one (rule 31). */
const MOST_OWN_FAMILIES = 10;
/** From here on families compare with others, not with the wave before. */
const FIRST_OF_OTHERS = 9;

export interface FamilyRow {
  readonly number: FamilyNumber;
  /** Where several indices were measured: of which. */
  readonly form?: string;
  readonly name: string;
  readonly tests: number;
  /** What was found in it: `上升2，下降1`. */
  readonly words: string;
}

/** The families of tests of a release: what each holds, and how many tests. */
export function familyRows(release: Release, { say, language }: Reader): readonly FamilyRow[] {
  const found = wordsFound(release);
  return release.method.families
    .filter(({ tests }) => tests > 0)
    .map(({ number, tests, form }) => {
      const words = found
        .filter((each) => each.family === number && (form === undefined || each.form === form))
        .map(({ word, count }) => say('wordAndCount', { word: say(word), count }));
      const title = release.forms.find((each) => each.name === form)?.index.title;
      const name = say(`family.${number}`);
      return {
        number,
        ...(form === undefined ? {} : { form }),
        name: title ? say('pairAndOutcome', { pair: textIn(title, language), outcome: name }) : name,
        tests,
        words: words.join(say('listSeparator')) || '–',
      };
    });
}

const wordKeys = ['change.rose', 'change.fell', 'groupWord.above', 'groupWord.below'] as const;

function wordsFound({ comparison, rankings, nodes }: Release) {
  const roots = new Set(
    nodes.filter(({ parent }) => parent === undefined).map(({ form, name }) => `${form} ${name}`),
  );
  const all = [
    ...(comparison?.changes ?? []).map(({ form, family, word }) => ({ form, family, key: `change.${word}` })),
    ...rankings.flatMap(({ form, subject, areas }) =>
      areas.map(({ group }) => ({
        form,
        family: roots.has(`${form} ${subject}`) ? 9 : 10,
        key: `groupWord.${group}`,
      })),
    ),
  ];
  const forms = [...new Set(all.map(({ form }) => form))];
  const families = [...new Set(all.map(({ family }) => family))];
  return forms.flatMap((form) =>
    families.flatMap((family) =>
      wordKeys
        .map((word) => ({
          form,
          family,
          word,
          count: all.filter((each) => each.form === form && each.family === family && each.key === word)
            .length,
        }))
        .filter(({ count }) => count > 0),
    ),
  );
}

/**
 * How many families a release has.
 *
 * @param among `changes` those of 上升 and 下降, `others` those of 高于 and 低于
 */
export function familyCount({ method }: Release, among: 'changes' | 'others'): number {
  return method.families
    .filter(({ number }) => (among === 'others' ? number >= FIRST_OF_OTHERS : number < FIRST_OF_OTHERS))
    .reduce((sum, { number, tests }) => sum + familiesIn(number, tests), 0);
}

function familiesIn(number: FamilyNumber, tests: number): number {
  if (tests === 0) return 0;
  return number === 2 && tests <= MOST_OWN_FAMILIES ? tests : 1;
}
