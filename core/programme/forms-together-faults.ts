import { canonicalJson } from '../canonical-json.ts';
import type { Fault } from '../fault.ts';
import { itemsOfQuestionnaire, type Questionnaire } from '../questionnaire/questionnaire.ts';
import { repeated } from '../repeated.ts';
import { framesOf, stackedQuestionnaire, type Frame } from './frames.ts';
import { measuredItems } from './measured-items.ts';
import { nodesOf } from '../indices/index-tree.ts';
import type { FormDeclared } from './new-wave.ts';
import type { Form, Programme } from './programme.ts';

/** Shares are typed in per cent, and a third is not a number of these. */
const MOST_OFF = 1e-6;

/** What keeps a wave from being declared with these forms by itself, whatever they ask: names and shares. */
export function sharesFaults(
  { forms }: Pick<Programme, 'forms'>,
  declared: readonly FormDeclared[],
): readonly string[] {
  const names = new Set(forms.map(({ name }) => name));
  const twice = new Set(repeated(declared.map(({ form }) => form)).map(({ index }) => index));
  const faults = declared.flatMap(({ form, share }, place) => [
    ...(names.has(form) ? [] : [`forms[${place}].form: "${form}" is no form of this programme`]),
    ...(twice.has(place) ? [`forms[${place}].form: "${form}" is named already; once is enough`] : []),
    ...(share > 0 ? [] : [`forms[${place}].share: must be above 0; leave the form out instead`]),
  ]);
  const sum = declared.reduce((all, { share }) => all + share, 0);
  if (declared.length === 0) return ['forms: name at least one form'];
  if (Math.abs(sum - 1) <= MOST_OFF) return faults;
  return [...faults, `forms: the shares sum to ${Number(sum.toPrecision(6))}; make them sum to 1`];
}

/**
 * What keeps forms of a programme from being asked in one wave. A resident sees the first section before a form is drawn,
 * so all begin alike; an item means one thing in a wave, whichever form asks it; and figures of two indices are told apart
 * by the names of nodes, indicators and counted items, so these have none in common. All faults at once.
 *
 * @param names of the forms a wave is to ask, as it declares them
 */
export function formsTogetherFaults(programme: Programme, names: readonly string[]): readonly Fault[] {
  const forms = names.flatMap((name) => programme.forms.find((form) => form.name === name) ?? []);
  const [first, ...others] = forms;
  if (!first) return [];
  return [
    ...unaskedFaults(programme, forms),
    ...others.flatMap((form) => beginningFaults(programme, first, form)),
    ...pairs(forms).flatMap(([one, other]) =>
      sameNameFaults(programme, one.questionnaire, other.questionnaire),
    ),
    ...frameFaults(programme, forms),
  ];
}

const fileOf = ({ name }: Programme, questionnaire: Questionnaire) =>
  `${name}/questionnaires/${questionnaire.name}.json`;
const areAlike = (one: unknown, other: unknown) =>
  canonicalJson(one ?? null) === canonicalJson(other ?? null);

/** Forms of one index share its items: a wave that leaves a form out may leave some of them unasked. */
function unaskedFaults(programme: Programme, forms: readonly Form[]): readonly Fault[] {
  const { name, targets } = programme;
  return [...new Map(forms.map((form) => [form.index.name, form]))].flatMap(([index]) => {
    const all = programme.forms.filter((form) => form.index.name === index);
    const asked = stackedQuestionnaire(
      forms.filter((form) => form.index.name === index).map((form) => form.questionnaire),
    );
    const whole = stackedQuestionnaire(all.map((form) => form.questionnaire));
    const isAsked = new Set(itemsOfQuestionnaire(asked).map((item) => item.name));
    const measured = forms
      .filter((form) => form.index.name === index)
      .flatMap((form) => measuredItems({ ...form, questionnaire: whole }, targets));
    return [...new Set(measured)]
      .filter((item) => !isAsked.has(item))
      .map((item) => {
        const asking = all.filter(({ questionnaire }) =>
          itemsOfQuestionnaire(questionnaire).some((each) => each.name === item),
        );
        const names = asking.map((form) => `"${form.name}"`).join(' or ');
        return {
          file: `${name}/indices/${index}.json`,
          path: item,
          message: `is measured, and none of these forms asks it; ask ${names} as well`,
        };
      });
  });
}

/** What stands on the first page. */
function beginningFaults(programme: Programme, { questionnaire: first }: Form, { questionnaire }: Form) {
  const file = fileOf(programme, questionnaire);
  const model = fileOf(programme, first);
  const head = (['from', 'privacy', 'areaItem'] as const).filter(
    (part) => !areAlike(first[part], questionnaire[part]),
  );
  return [
    ...head.map((path): Fault => ({
      file,
      path,
      message: `differs from ${model}; a wave that asks both shows it to everyone, so make it the same`,
    })),
    ...(areAlike(first.sections[0], questionnaire.sections[0])
      ? []
      : [
          {
            file,
            path: 'sections[0]',
            message: `differs from that of ${model}; everyone sees the first section before a form is drawn, so copy it from there`,
          },
        ]),
  ];
}

/** An item or a flag of one name in two forms has to be one. */
function sameNameFaults(programme: Programme, one: Questionnaire, other: Questionnaire): readonly Fault[] {
  if (one === other) return [];
  const file = fileOf(programme, other);
  const model = fileOf(programme, one);
  const asked = itemsByName(one);
  const items = [...itemsByName(other)].flatMap(([name, item]) =>
    asked.has(name) && !areAlike(asked.get(name), item) ? [name] : [],
  );
  const flags = other.flags.flatMap((flag, place): readonly Fault[] => {
    if (!one.flags.some((each) => each.name === flag.name && !areAlike(each, flag))) return [];
    const message = `"${flag.name}" is raised otherwise in ${model}; make the conditions the same, or give it another name`;
    return [{ file, path: `flags[${place}]`, message }];
  });
  return [
    ...items.map((name): Fault => ({
      file,
      path: name,
      message: `is asked otherwise in ${model}; give it the same wording, options, scale and conditions there and here, or another name`,
    })),
    ...flags,
  ];
}

/** Each item with the condition of the section it stands in: whom it is asked of hangs on both. */
function itemsByName({ sections }: Questionnaire): ReadonlyMap<string, unknown> {
  return new Map(
    sections.flatMap(({ when, items }) => items.map((item) => [item.name, { item, when: when ?? null }])),
  );
}

/** Figures of a wave have one name each. */
function frameFaults(programme: Programme, forms: readonly Form[]): readonly Fault[] {
  const shares = Object.fromEntries(forms.map(({ name }) => [name, 1 / forms.length]));
  const frames = framesOf({ ...programme, forms }, shares);
  return pairs(frames).flatMap(([one, other]) => {
    const known = new Set(namesOfFigures(one).map(keyOf));
    return namesOfFigures(other)
      .filter((named) => known.has(keyOf(named)))
      .map(({ what, name }) => ({
        file: `${programme.name}/indices/${other.form.index.name}.json`,
        path: name,
        message: `is ${what} of the index "${one.form.index.name}" too; in a wave that asks both, give it a name of its own`,
      }));
  });
}

interface Named {
  readonly what: 'a node' | 'an indicator' | 'a counted item';
  readonly name: string;
}
const keyOf = ({ what, name }: Named) => `${what} ${name}`;

function namesOfFigures({ form: { index, indicators } }: Frame): readonly Named[] {
  const nodes = nodesOf(index.root);
  const items = new Set(nodes.flatMap(({ item, overallItem }) => [item ?? [], overallItem ?? []].flat()));
  return [
    ...nodes.map(({ name }): Named => ({ what: 'a node', name })),
    ...indicators.map(({ name }): Named => ({ what: 'an indicator', name })),
    ...[...items].map((name): Named => ({ what: 'a counted item', name })),
  ];
}

function pairs<Value>(values: readonly Value[]): readonly (readonly [Value, Value])[] {
  return values.flatMap((one, place) => values.slice(place + 1).map((other) => [one, other] as const));
}
