import * as v from 'valibot';
import type { CodedColumn } from '../../estimation/figures/coded-column.ts';
import { linearMean } from '../../estimation/figures/linear-mean.ts';
import { linearProportion } from '../../estimation/figures/linear-proportion.ts';
import { nameSchema } from '../../questionnaire/item.ts';
import type { ItemFault } from '../../questionnaire/question-types/question-type.ts';
import type { Questionnaire } from '../../questionnaire/questionnaire.ts';
import { noItem, quote } from '../../questionnaire/declared-answers.ts';
import { choicesOf, itemsByName } from '../../questionnaire/questionnaire-variables.ts';
import { membershipOf } from './answer-set.ts';
import { meanOfFigures } from './mean-of-figures.ts';
import { indicatorEntries, type Method } from './method.ts';

const schema = v.strictObject({
  method: v.literal('awareness'),
  ...indicatorEntries,
  items: v.pipe(v.array(nameSchema), v.minLength(1)),
  knows: v.string(),
  heardOf: v.string(),
  doesNotKnow: v.string(),
});
type Awareness = v.InferOutput<typeof schema>;

export interface AwarenessInput {
  readonly items: readonly CodedColumn[];
  /** The codes of 清楚知道、听说过、不知道, the same for all items. Other codes are not substantive. */
  readonly knows: number;
  readonly heardOf: number;
  readonly doesNotKnow: number;
}

/**
 * How well a policy or service is known: the index is the mean of item means of 100 (knows), 50 (has heard of
 * it), 0 (does not know); the rates are the mean shares of 清楚知道 and of 听说过以上.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1] });
 * const items = [{ codes: Int8Array.of(0, 1, 1, 2) }];
 * const figures = awareness.linearise(design, { items, knows: 0, heardOf: 1, doesNotKnow: 2 });
 * const { awarenessIndex, knowsRate, heardOfRate } = figures;
 * isEstimable(awarenessIndex) && awarenessIndex.value; // 50 = (100 + 50 + 50 + 0) / 4
 * isEstimable(knowsRate) && knowsRate.value; // 0.25
 * isEstimable(heardOfRate) && heardOfRate.value; // 0.75
 */
export const awareness: Method<
  typeof schema,
  AwarenessInput,
  'awarenessIndex' | 'knowsRate' | 'heardOfRate'
> = {
  schema,
  figures: { awarenessIndex: 'points', knowsRate: 'share', heardOfRate: 'share' },
  linearise(design, { items, knows, heardOf, doesNotKnow }, base = {}) {
    const scores: number[] = [];
    scores[knows] = 100;
    scores[heardOf] = 50;
    scores[doesNotKnow] = 0;
    const answered = items.map(({ codes }) => ({
      codes: codes.map((code) => (scores[code] === undefined ? -1 : code)),
    }));
    const meanShare = (includes: ReadonlySet<number>) =>
      meanOfFigures(
        design,
        answered.map((column) => linearProportion(design, membershipOf({ column, includes }), base)),
      );
    return {
      awarenessIndex: meanOfFigures(
        design,
        answered.map(({ codes }) => linearMean(design, { codes, scores }, base)),
      ),
      knowsRate: meanShare(new Set([knows])),
      heardOfRate: meanShare(new Set([knows, heardOf])),
    };
  },
  figuresOf: () => ['awarenessIndex', 'knowsRate', 'heardOfRate'],
  rangeOf: () => [0, 100],
  faults: (indicator, questionnaire) => [...stateFaults(indicator), ...itemFaults(indicator, questionnaire)],
  inputOf({ items, ...states }, columns) {
    const { values } = columns.choices(items[0]!);
    return {
      items: items.map((item) => columns.choices(item)),
      knows: values.indexOf(states.knows),
      heardOf: values.indexOf(states.heardOf),
      doesNotKnow: values.indexOf(states.doesNotKnow),
    };
  },
  variablesOf: ({ items }) => items,
  makeupOf: ({ method, items, knows, heardOf, doesNotKnow }) => ({
    settings: { method, knows, heardOf, doesNotKnow },
    roles: items.map((item) => ({ item, role: 'known' })),
  }),
  lineOf({ items, ...states }, figure) {
    const [item, ...others] = items;
    if (item === undefined || others.length > 0) return { own: figure };
    const scores = {
      awarenessIndex: { knows: 100, heardOf: 50, doesNotKnow: 0 },
      knowsRate: { knows: 1, heardOf: 0, doesNotKnow: 0 },
      heardOfRate: { knows: 1, heardOf: 1, doesNotKnow: 0 },
    }[figure];
    const byCode = new Map(stateNames.map((state) => [states[state], scores[state]]));
    return { variable: item, scoreOf: (value) => byCode.get(String(value)) };
  },
  isMeanOfItems: true,
  sums: {
    awarenessIndex: [
      { of: 'knowsRate', coefficient: 0.5 },
      { of: 'heardOfRate', coefficient: 0.5 },
    ],
  },
};

const stateNames = ['knows', 'heardOf', 'doesNotKnow'] as const;

function stateFaults(indicator: Awareness): readonly ItemFault[] {
  if (new Set(stateNames.map((state) => indicator[state])).size === stateNames.length) return [];
  const message = 'uses one code for two of knows, heardOf and doesNotKnow; the three states must differ';
  return [{ path: '', message }];
}

function itemFaults(indicator: Awareness, questionnaire: Questionnaire): readonly ItemFault[] {
  const asked = itemsByName(questionnaire);
  const codes = stateNames.map((state) => indicator[state]);
  return indicator.items.flatMap((name, index) => {
    const item = asked.get(name);
    const fault = (message: string) => [{ path: `items[${index}]`, message }];
    if (!item) return fault(noItem(name, questionnaire));
    const options = choicesOf(item);
    if (!options) {
      return fault(`must name an item of type "single"; "${name}" is a ${item.type}`);
    }
    const lacking = codes.filter((code) => !options.some((option) => option.code === code));
    return lacking.length > 0 ? fault(`"${name}" has no option ${lacking.map(quote).join(', ')}`) : [];
  });
}
