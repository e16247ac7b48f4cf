import { itemsOfQuestionnaire, type Questionnaire, type Section } from '../questionnaire/questionnaire.ts';
import type { Form, Programme } from './programme.ts';

/** Forms of one wave that are measured by one index, taken together. */
export interface Frame {
  /** The programme as far as it is about these forms: with the one form, and the targets on it. */
  readonly programme: Programme;
  /** Of one form that form; of several all they ask, each item once. */
  readonly form: Form;
  /** The forms that lie in it, as the wave asks them. */
  readonly forms: readonly Form[];
}

/**
 * What a wave is estimated by. Its forms are put together by the index they name: residents are drawn to a form by
 * chance, so those of a form stand for all, and the forms of one index lie stacked in one table, in which an item that
 * was not in a resident's form was not asked. Forms with another index, as the short form has, are a frame of their own
 * and never mixed in (rule 6). The first frame is the official one.
 *
 * @param programme as a wave pinned it: its forms are those the wave asks
 * @param shares of the residents, by form; sum to 1. A wave of one form has none.
 */
export function framesOf(
  programme: Programme,
  shares: Readonly<Record<string, number>> = {},
): readonly Frame[] {
  const [first, ...others] = programme.forms;
  if (!first) throw new RangeError(`the programme "${programme.name}" asks no form`);
  if (others.length === 0) return [{ programme, form: first, forms: [first] }];
  const names = [...new Set(programme.forms.map(({ index }) => index.name))];
  return names.map((index) => {
    const forms = programme.forms.filter((form) => form.index.name === index);
    const form = stacked(forms, shares);
    const isOfThese = (name: string) => forms.some((each) => each.name === name);
    const targets = programme.targets
      .filter(({ measure }) => isOfThese(measure.form))
      .map((target) => ({ ...target, measure: { ...target.measure, form: form.name } }));
    return { programme: { ...programme, forms: [form], targets }, form, forms };
  });
}

/** The share of residents who are asked an item: 1 unless forms are drawn and not all of them have it. */
export function shareAsked({ drawn }: Form, item: string): number {
  if (!drawn) return 1;
  return drawn.reduce((sum, { share, items }) => (items.includes(item) ? sum + share : sum), 0);
}

function stacked(forms: readonly Form[], shares: Readonly<Record<string, number>>): Form {
  return {
    ...forms[0]!,
    name: forms.map(({ name }) => name).join('+'),
    questionnaire: stackedQuestionnaire(forms.map(({ questionnaire }) => questionnaire)),
    drawn: forms.map(({ name, questionnaire }) => ({
      name,
      title: questionnaire.title,
      share: shareOf(name, shares),
      items: itemsOfQuestionnaire(questionnaire).map((item) => item.name),
    })),
  };
}

/** All that several questionnaires ask: what an index over them is held against. Of one it is that one. */
export function stackedQuestionnaire(questionnaires: readonly Questionnaire[]): Questionnaire {
  return questionnaires.reduce(withItemsOf);
}

/** Sections of the second follow with what the first does not ask; what both ask is alike in both. */
function withItemsOf(questionnaire: Questionnaire, other: Questionnaire): Questionnaire {
  const asked = new Set(itemsOfQuestionnaire(questionnaire).map(({ name }) => name));
  const more = other.sections
    .map((section): Section => ({ ...section, items: section.items.filter(({ name }) => !asked.has(name)) }))
    .filter(({ items }) => items.length > 0);
  return { ...questionnaire, sections: [...questionnaire.sections, ...more] };
}

function shareOf(form: string, shares: Readonly<Record<string, number>>): number {
  const share = shares[form];
  if (share === undefined) throw new RangeError(`the wave declares no share for the form "${form}"`);
  return share;
}
