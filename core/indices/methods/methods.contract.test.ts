import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { ABSENT, DONT_KNOW, type CodedColumn } from '../../estimation/figures/coded-column.ts';
import { linearMean } from '../../estimation/figures/linear-mean.ts';
import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import { questionnaireOf, words } from '../../questionnaire/questionnaire-of.test-data.ts';
import type { Item } from '../../questionnaire/question-types/question-types.ts';
import { itemsByName, variablesByName } from '../../questionnaire/questionnaire-variables.ts';
import { eight, keepsToFigureMethod, valuesOf, type RunOnSample } from '../figure-method.contract.ts';
import type { AnswerColumns, Method } from './method.ts';
import { bases, indicatorSchema, methodOf, methods, type Indicator, type MethodName } from './methods.ts';

const single = (name: string, ...codes: readonly string[]): Item => ({
  type: 'single',
  name,
  text: words,
  options: codes.map((code) => ({ code, label: words })),
});
const questionnaire = questionnaireOf([
  {
    name: 'all',
    isShuffled: false,
    items: [
      single('policy', 'knows', 'heard', 'no', 'other'),
      single('hotline', 'knows', 'heard', 'no'),
      single('age', 'young', 'old'),
      {
        type: 'multiple',
        name: 'acts',
        text: words,
        options: ['planted', 'signed', 'none'].map((code) => ({ code, label: words })),
      },
      single('problem', 'yes', 'no'),
      single('complained', 'yes', 'no'),
      { type: 'recommend', name: 'recommend', text: words },
      { type: 'text', name: 'wish', text: words, most: 100 },
    ],
  },
]);
const variables = variablesByName(questionnaire);

/** The answers of eight people. */
const answers: Readonly<Record<string, readonly number[]>> = {
  policy: [0, 1, 2, 0, 1, 2, ABSENT, 0],
  hotline: [2, 2, 1, 0, DONT_KNOW, 0, 1, 2],
  acts_planted: [1, 0, 0, 1, 0, 0, 1, ABSENT],
  acts_signed: [1, 0, 1, 0, 0, 0, 1, ABSENT],
  problem: [0, 0, 1, 1, 0, DONT_KNOW, 0, 1],
  complained: [0, 1, ABSENT, ABSENT, 1, ABSENT, DONT_KNOW, ABSENT],
  recommend: [10, 3, 8, DONT_KNOW, 9, 0, 6, 7],
};
const codesOf = (variable: string): CodedColumn => ({ codes: Int16Array.from(answers[variable]!) });
const columns: AnswerColumns = {
  choices: (variable) => ({ ...codesOf(variable), values: valuesOfVariable(variable) }),
  rating: (item) => ({ ...codesOf(item), scale: { lowest: 0, highest: 10 } }),
};
function valuesOfVariable(name: string) {
  const variable = variables.get(name)!;
  return variable.kind === 'categories' ? variable.values : [];
}

interface Specimen<Of extends MethodName> {
  readonly indicator: Extract<Indicator, { method: Of }>;
  /** What cannot be computed from this questionnaire, with where and part of the sentence that says so. */
  readonly faults: readonly (readonly [
    Partial<Extract<Indicator, { method: Of }>>,
    path: string,
    message: string,
  ])[];
}

const common = { name: 'asked', title: words };
const knowing = { knows: 'knows', heardOf: 'heard', doesNotKnow: 'no' };
const said = (variable: string, ...values: (string | number)[]) => ({ variable, values });

/** A specimen of each method; a method without one does not compile. */
const specimens: { readonly [Of in MethodName]: Specimen<Of> } = {
  awareness: {
    indicator: { method: 'awareness', ...common, ...knowing, items: ['policy', 'hotline'] },
    faults: [
      [{ items: ['slogan'] }, 'items[0]', 'names "slogan", which is no item'],
      [
        { items: ['hotline', 'acts'] },
        'items[1]',
        'must name an item of type "single"; "acts" is a multiple',
      ],
      [{ heardOf: 'rumour' }, 'items[0]', '"policy" has no option "rumour"'],
      [{ heardOf: 'knows' }, '', 'uses one code for two of'],
    ],
  },
  participation: {
    indicator: {
      method: 'participation',
      ...common,
      acts: [said('acts_planted', 1), said('acts_signed', 1)],
    },
    faults: [
      [{ acts: [said('acts', 1)] }, 'acts[0].variable', 'names "acts", which is no variable'],
      [{ acts: [said('acts_signed', 2)] }, 'acts[0].values[0]', '2 is no value of "acts_signed" (0, 1)'],
    ],
  },
  problemsAndComplaints: {
    indicator: {
      method: 'problemsAndComplaints',
      ...common,
      problem: said('problem', 'yes'),
      complaint: said('complained', 'yes'),
    },
    faults: [
      [{ problem: said('wish', 'yes') }, 'problem.variable', '"wish" has no categories'],
      [{ complaint: said('complained', 'maybe') }, 'complaint.values[0]', '"maybe" is no value of'],
    ],
  },
  netPromoter: {
    indicator: { method: 'netPromoter', ...common, item: 'recommend' },
    faults: [
      [{ item: 'nobody' }, 'item', 'names "nobody", which is no item'],
      [{ item: 'problem' }, 'item', 'must name an item of type "recommend"; "problem" is a single'],
    ],
  },
};

const runOf =
  (indicator: Indicator): RunOnSample =>
  (within, domain) => {
    const method = methodOf(indicator);
    return method.linearise(within, method.inputOf(indicator, columns), { domain });
  };

describe.each(Object.keys(methods) as MethodName[])('the method %s', (name) => {
  const { indicator, faults } = specimens[name] as Specimen<MethodName>;
  const method = methodOf(indicator);
  const run = runOf(indicator);
  const figures = method.figuresOf(indicator);

  keepsToFigureMethod(method as Method<never, unknown, string>, run);

  it('is what its schema reads, and nothing else is', () => {
    expect(v.parse(indicatorSchema, indicator)).toEqual(indicator);
    expect(v.safeParse(indicatorSchema, { ...indicator, other: 1 }).success).toBe(false);
  });

  it('finds no fault in its specimen', () => {
    expect(method.faults(indicator, questionnaire)).toEqual([]);
  });

  it('says where and why it cannot be computed', () => {
    for (const [wrong, path, message] of faults) {
      const broken = { ...indicator, ...wrong } as Indicator;
      expect(method.faults(broken, questionnaire)[0]).toEqual({
        path,
        message: expect.stringContaining(message) as string,
      });
    }
  });

  it('has figures of its own, each within the range it says', () => {
    const values = valuesOf(run(eight));
    for (const figure of figures) {
      const asRead = method.figures[figure] === 'share' ? 100 * values[figure]! : values[figure]!;
      const [lowest, highest] = method.rangeOf(indicator, figure);
      expect(asRead).toBeGreaterThanOrEqual(lowest);
      expect(asRead).toBeLessThanOrEqual(highest);
    }
    const others = Object.entries(methods).filter(([other]) => other !== name);
    expect(
      others.flatMap(([, other]) => Object.keys(other.figures)).filter((each) => figures.includes(each)),
    ).toEqual([]);
  });

  it('counts variables that are asked, and is made of the items behind them', () => {
    const items = itemsByName(questionnaire);
    for (const figure of figures) {
      const counted = method.variablesOf(indicator, figure);
      const { roles } = method.makeupOf(indicator, figure, questionnaire);
      expect(counted.filter((variable) => !variables.has(variable))).toEqual([]);
      expect(roles.filter(({ item }) => !items.has(item))).toEqual([]);
      const behind = roles.map(({ item }) => item);
      expect(
        counted.every((variable) =>
          behind.some((item) => variable === item || variable.startsWith(`${item}_`)),
        ),
      ).toBe(true);
    }
  });

  it('is the line it says of the mean over one variable', () => {
    const values = valuesOf(run(eight));
    for (const figure of figures) {
      const line = method.lineOf(indicator, figure);
      if ('own' in line) continue;
      const scores = valuesOfVariable(line.variable).map((value) => line.scoreOf(value) ?? NaN);
      const mean = linearMean(eight, { ...codesOf(line.variable), scores });
      expect(values[figure]).toBeCloseTo(isEstimable(mean) ? mean.value : NaN, 12);
    }
  });

  it('is the sums of figures it says', () => {
    const values = valuesOf(run(eight));
    const asRead = (figure: string) => (method.figures[figure] === 'share' ? 100 : 1) * values[figure]!;
    for (const [figure, terms = []] of Object.entries(method.sums ?? {})) {
      const sum = terms.reduce((total, { of, coefficient }) => total + coefficient * asRead(of), 0);
      expect(asRead(figure)).toBeCloseTo(sum, 12);
    }
    const named = [...(method.laterNames ?? []), ...Object.entries(method.baseOf ?? {}).flat()];
    expect(named.filter((figure) => !Object.hasOwn(method.figures, String(figure)))).toEqual([]);
  });
});

describe('what the methods count', () => {
  const figuresOf = (indicator: Indicator) => valuesOf(runOf(indicator)(eight));

  it('averages items of awareness, each over its own respondents', () => {
    const figures = figuresOf(specimens.awareness.indicator);
    const first = (100 * (1 + 1 + 2) + 50 * (2 + 3)) / 11;
    const second = (100 * (1 + 1) + 50 * (1 + 1)) / 9;
    expect(figures['awarenessIndex']).toBeCloseTo((first + second) / 2, 12);
    expect(figures['knowsRate']).toBeCloseTo((4 / 11 + 2 / 9) / 2, 12);
    expect(figures['heardOfRate']).toBeCloseTo((9 / 11 + 4 / 9) / 2, 12);
  });

  it('counts who takes part and in how much', () => {
    const figures = figuresOf(specimens.participation.indicator);
    expect(figures['participationRate']).toBeCloseTo(4 / 10, 12);
    expect(figures['meanActs']).toBeCloseTo(6 / 10, 12);
    expect(figures['shareOfActs']).toBeCloseTo(30, 12);
  });

  it('keeps "don’t know" out of every base of problems and complaints', () => {
    const figures = figuresOf(specimens.problemsAndComplaints.indicator);
    expect(figures['problemOccurrence']).toBeCloseTo(7 / 11, 12);
    expect(figures['complaintTendency']).toBeCloseTo(1 / 6, 12);
    expect(figures['silenceRate']).toBeCloseTo(5 / 6, 12);
  });

  it('takes detractors from promoters', () => {
    // 10 and 9 with weights 1 and 3; 3, 0 and 6 with 2, 1 and 1; of 11 in all
    expect(figuresOf(specimens.netPromoter.indicator)['netPromoter']).toBeCloseTo((100 * (4 - 4)) / 11, 12);
  });

  it('is of one question the mean over its answers, where there is one question only', () => {
    const known = { ...specimens.awareness.indicator, items: ['policy'] };
    const act = { ...specimens.participation.indicator, acts: [said('acts_signed', 1)] };
    for (const indicator of [known, act]) {
      const figures = figuresOf(indicator);
      for (const figure of methodOf(indicator).figuresOf(indicator)) {
        const line = methodOf(indicator).lineOf(indicator, figure);
        if ('own' in line) throw new Error(`${figure} is no mean over one variable`);
        const scores = valuesOfVariable(line.variable).map((value) => line.scoreOf(value) ?? NaN);
        const counted = codesOf(line.variable).codes.map((code) =>
          Number.isNaN(scores[code]) ? ABSENT : code,
        );
        const mean = linearMean(eight, { codes: Int16Array.from(counted), scores });
        expect(figures[figure]).toBeCloseTo(isEstimable(mean) ? mean.value : NaN, 12);
      }
    }
  });
});

describe('the figures of an indicator', () => {
  it('say nothing of complaining where nobody was asked about it', () => {
    const { complaint: _, ...without } = specimens.problemsAndComplaints.indicator;
    expect(methods.problemsAndComplaints.figuresOf(without)).toEqual(['problemOccurrence']);
    expect(methods.problemsAndComplaints.figuresOf(specimens.problemsAndComplaints.indicator)).toContain(
      'silenceRate',
    );
  });

  it('have ranges that thresholds must lie in', () => {
    const { participation, netPromoter } = specimens;
    expect(methods.participation.rangeOf(participation.indicator, 'meanActs')).toEqual([0, 2]);
    expect(methods.participation.rangeOf(participation.indicator, 'participationRate')).toEqual([0, 100]);
    expect(methods.netPromoter.rangeOf(netPromoter.indicator, 'netPromoter')).toEqual([-100, 100]);
  });

  it('rest on those who had a problem, where they are about complaints', () => {
    expect([...bases]).toEqual([
      ['silenceRate', 'problemOccurrence'],
      ['complaintTendency', 'problemOccurrence'],
    ]);
  });
});
