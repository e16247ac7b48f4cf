import { describe, expect, it } from 'vitest';
import type { Answer } from '../answer.ts';
import type { IssueCode } from '../issue.ts';
import { faultsOf } from './item-shapes.ts';
import { pointsOf } from './rating.ts';
import { isCoded, variableKindOf } from './variable.ts';
import { questionTypes, typeOf, type Item, type ItemOf, type QuestionTypeName } from './question-types.ts';

const text = (words: string) => ({ 'zh-Hans': words, en: words });
const option = (code: string) => ({ code, label: text(code) });
const common = { name: 'asked', text: text('Asked?') };

interface Specimen<ItemOfType> {
  readonly item: ItemOfType;
  /** Answers with the codes they have in the data set, one for each variable that is not text. */
  readonly valid: readonly (readonly [answer: Answer, codes: readonly number[]])[];
  readonly invalid: readonly (readonly [answer: unknown, code: IssueCode])[];
}

/** A specimen of each type; a type without one does not compile. */
const specimens: { readonly [Name in QuestionTypeName]: Specimen<ItemOf<Name>> } = {
  single: {
    item: { ...common, type: 'single', options: [option('yes'), option('no'), option('0')] },
    valid: [
      ['yes', [0]],
      ['no', [1]],
      ['0', [2]],
    ],
    invalid: [
      ['maybe', 'notAnOption'],
      ['', 'notAnOption'],
      ['toString', 'notAnOption'],
      [0, 'wrongKind'],
      [['yes'], 'wrongKind'],
      [null, 'wrongKind'],
      [{ missing: 'because' }, 'wrongKind'],
    ],
  },
  multiple: {
    item: {
      ...common,
      type: 'multiple',
      options: [option('a'), option('b'), option('c'), option('none')],
      exclusive: ['none'],
      most: 2,
    },
    valid: [
      [['a'], [1, 0, 0, 0]],
      [
        ['a', 'c'],
        [1, 0, 1, 0],
      ],
      [['none'], [0, 0, 0, 1]],
    ],
    invalid: [
      [[], 'wrongKind'],
      ['a', 'wrongKind'],
      [[1], 'wrongKind'],
      [{ 0: 'a', length: 1 }, 'wrongKind'],
      [['a', 'd'], 'notAnOption'],
      [['a', 'a'], 'optionTwice'],
      [['a', 'none'], 'exclusiveOption'],
      [['none', 'a'], 'exclusiveOption'],
      [['a', 'b', 'c'], 'tooManyOptions'],
    ],
  },
  rating: {
    item: {
      ...common,
      type: 'rating',
      scale: { lowest: 1, highest: 10, lowestLabel: text('bad'), highestLabel: text('good') },
    },
    valid: [
      [1, [0]],
      [7, [6]],
      [10, [9]],
    ],
    invalid: [
      [0, 'outOfRange'],
      [11, 'outOfRange'],
      [97, 'outOfRange'],
      [6.5, 'notWhole'],
      [Number.NaN, 'notWhole'],
      [Number.POSITIVE_INFINITY, 'notWhole'],
      ['7', 'wrongKind'],
      [[7], 'wrongKind'],
      [true, 'wrongKind'],
    ],
  },
  recommend: {
    item: { ...common, type: 'recommend' },
    valid: [
      [0, [0]],
      [6, [6]],
      [10, [10]],
    ],
    invalid: [
      [-1, 'outOfRange'],
      [11, 'outOfRange'],
      [0.5, 'notWhole'],
      ['0', 'wrongKind'],
      [null, 'wrongKind'],
    ],
  },
  number: {
    item: { ...common, type: 'number', lowest: 0, highest: 120 },
    valid: [
      [0, [0]],
      [98, [98]],
      [120, [120]],
    ],
    invalid: [
      [-1, 'outOfRange'],
      [121, 'outOfRange'],
      [1.5, 'notWhole'],
      [Number.NaN, 'wrongKind'],
      [Number.POSITIVE_INFINITY, 'wrongKind'],
      ['98', 'wrongKind'],
    ],
  },
  date: {
    item: { ...common, type: 'date', earliest: '1900-01-01', latest: '2026-12-31' },
    valid: [
      ['1900-01-01', [693596]],
      ['2024-02-29', [738945]],
      ['2026-12-31', [739981]],
    ],
    invalid: [
      ['2023-02-29', 'notADay'],
      ['2024-13-01', 'notADay'],
      ['2024-3-5', 'notADay'],
      ['soon', 'notADay'],
      ['', 'notADay'],
      ['1899-12-31', 'dayOutOfRange'],
      ['2027-01-01', 'dayOutOfRange'],
      [20240305, 'wrongKind'],
      [['2024-03-05'], 'wrongKind'],
      [null, 'wrongKind'],
    ],
  },
  text: {
    item: { ...common, type: 'text', most: 5 },
    valid: [
      ['12345', []],
      ['干净的街道', []],
      ['👨‍👩', []],
      ['a\nb', []],
    ],
    invalid: [
      ['', 'wrongKind'],
      [' \n ', 'wrongKind'],
      ['123456', 'tooLong'],
      ['a\0', 'notText'],
      ['\ud83d', 'notText'],
      [5, 'wrongKind'],
      [['12345'], 'wrongKind'],
    ],
  },
};

const kindOf = (answer: Answer) => (Array.isArray(answer) ? 'list' : typeof answer);

describe.each(Object.keys(questionTypes) as QuestionTypeName[])('question type %s', (name) => {
  const { item, valid, invalid } = specimens[name];
  const type = typeOf(item);

  it('finds no fault in its specimen', () => {
    expect(faultsOf(item)).toEqual([]);
  });

  it.each(valid)('accepts %o', (answer) => {
    expect(type.check(item, answer)).toBeUndefined();
  });

  it.each(invalid)('refuses %o as %s', (answer, code) => {
    expect(type.check(item, answer)?.code).toBe(code);
  });

  it('refuses answers of another kind than its own, such as every other type has', () => {
    const ours = new Set(valid.map(([answer]) => kindOf(answer)));
    const others = Object.values(specimens)
      .flatMap((specimen) => specimen.valid.map(([answer]) => answer))
      .filter((answer) => !ours.has(kindOf(answer)));
    expect(others.length).toBeGreaterThan(0);
    for (const answer of others) expect(type.check(item, answer)).toEqual({ code: 'wrongKind' });
  });

  it.each(valid)('reads %o back from the form fields it writes', (answer) => {
    expect(type.fromFields(item, type.toFields(item, answer))).toEqual(answer);
  });

  it('reads an empty field as no answer', () => {
    expect(type.fromFields(item, [''])).toBeUndefined();
  });

  it('reads no fields at all as no answer', () => {
    expect(type.fromFields(item, [])).toBeUndefined();
  });

  it.each(valid)('codes %o as %o', (answer, codes) => {
    expect(type.code(item, answer)).toEqual(codes);
  });

  it('gives one code for each variable that is coded, which is never one of a missing answer', () => {
    const variables = type.variables(item).filter(isCoded);
    for (const [answer] of valid) {
      const codes = type.code(item, answer);
      expect(codes).toHaveLength(variables.length);
      for (const [place, variable] of variables.entries()) {
        const column = variableKindOf(variable).room!(1);
        column[0] = codes[place]!;
        expect(column[0]).toBe(codes[place]);
        if (variable.kind !== 'quantity') expect(codes[place]).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('writes what an export shows of each answer, within its bounds where it has a size', () => {
    for (const [answer] of valid) {
      const codes = type.code(item, answer);
      for (const [place, variable] of type.variables(item).entries()) {
        const kind = variableKindOf(variable);
        const cell = kind.write(variable, codes[place] ?? 0, answer);
        if (variable.kind === 'categories') expect(variable.values).toContain(cell);
        const [lowest, highest] = kind.bounds(variable) ?? [cell, cell];
        expect(cell >= lowest && cell <= highest).toBe(true);
        if (typeof cell === 'number') expect(kind.holds(variable, cell)).toBe(true);
      }
    }
  });

  it('takes each point of its scale, and each of its choices, for an answer', () => {
    const scale = type.scale?.(item);
    const points = scale ? pointsOf(scale) : [];
    const codes = (type.choices?.(item) ?? []).map(({ code }) => code);
    for (const answer of [...points, ...codes]) expect(type.check(item, answer)).toBeUndefined();
    if (scale) expect(type.check(item, scale.lowest - 1)?.code).toBe('outOfRange');
  });

  it('names its variables after the item, each once', () => {
    const names = type.variables(item).map((variable) => variable.name);
    expect(names.filter((each) => each !== 'asked' && !each.startsWith('asked_'))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(0);
  });
});

describe('what a type demands of an item', () => {
  const faults = (item: Item) => faultsOf(item);

  it('is that option codes differ', () => {
    expect(faults({ ...specimens.single.item, options: [option('a'), option('a')] })).toEqual([
      { path: 'options[1].code', message: 'gives the code "a" a second time' },
    ]);
  });

  it('is that exclusive options are options', () => {
    expect(faults({ ...specimens.multiple.item, exclusive: ['nothing'] })).toEqual([
      { path: 'exclusive[0]', message: 'names "nothing", which is not among the options' },
    ]);
  });

  it.each([
    [5, 5, 'must have its highest point above its lowest'],
    [0, 101, 'has 102 points; use a number item above 101'],
  ])('is that a scale %i-%i has a sensible number of points', (lowest, highest, message) => {
    const { item } = specimens.rating;
    expect(faults({ ...item, scale: { ...item.scale, lowest, highest } })).toEqual([
      { path: 'scale', message },
    ]);
  });

  it('is that numbers have room between their bounds', () => {
    expect(faults({ ...specimens.number.item, lowest: 9, highest: 9 })).toEqual([
      { path: 'highest', message: 'must be above the lowest value 9' },
    ]);
  });
});

describe('a day that was written', () => {
  it.each([
    ['2024-03-05', '2024-03-05'],
    ['2024/3/5', '2024-03-05'],
    [' 2024.3.05 ', '2024-03-05'],
    ['2024年3月5日', '2024-03-05'],
    ['２０２４年３月５日', '2024-03-05'],
    ['2024-02-30', '2024-02-30'],
    ['5/3/2024', '5/3/2024'],
    ['soon', 'soon'],
  ])('%j is read as %j', (typed, answer) => {
    expect(questionTypes.date.fromFields(specimens.date.item, [typed])).toBe(answer);
  });

  it('is not the last but a day after the first', () => {
    expect(faultsOf({ ...specimens.date.item, latest: '1900-01-01' })).toEqual([
      { path: 'latest', message: 'must be after the earliest day 1900-01-01' },
    ]);
  });
});

describe('a typed number', () => {
  it.each([
    ['７', 7],
    [' 42 ', 42],
    ['3,5', 3.5],
    ['-1', -1],
    ['seven', 'seven'],
    ['1e3', '1e3'],
    ['0x10', '0x10'],
  ])('%j is read as %j', (typed, answer) => {
    expect(questionTypes.number.fromFields(specimens.number.item, [typed])).toBe(answer);
  });
});
