import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../content-hash.ts';
import { gather } from '../../gather.ts';
import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import { sampleDesign } from '../../estimation/design/sample-design.ts';
import { seededRandom, type SeededRandom } from '../../numeric/seeded-random.ts';
import type { Form } from '../../programme/programme.ts';
import { type Files, parse, soundProgramme, text } from '../../programme/sample-programme.ts';
import type { Answer, Answers } from '../../questionnaire/answer.ts';
import type { Item } from '../../questionnaire/question-types/question-types.ts';
import { itemsOfQuestionnaire } from '../../questionnaire/questionnaire.ts';
import { measuredFigures } from '../measure/measured-figures.ts';
import { figureKey } from '../figure-key.ts';
import { quantitiesOf, referencesAt } from './quantities.ts';
import { waveColumns } from '../measure/wave-columns.ts';

/* eslint-disable @typescript-eslint/no-explicit-any -- the tests edit files of any shape */

const district = (): Files => {
  const folder = join(import.meta.dirname, '..', '..', '..', 'surveys', 'quality-district');
  const names = Object.keys(soundProgramme());
  return Object.fromEntries(
    names.map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8'))]),
  ) as Files;
};
const formOf = (files: Files): Form => {
  const { value, faults } = parse(files, files['programme.json'].name as string);
  expect(faults).toBeUndefined();
  return value!.forms[0]!;
};
const edited = (edit: (files: any) => void): Form => {
  const files = soundProgramme();
  files['targets.json'].targets = [];
  edit(files);
  return formOf(files);
};
const index = (files: any) => files['indices/short.json'];

/** Programmes in which other figures are one than in the plain ones. */
const forms: readonly [string, Form][] = [
  ['a small programme', formOf(soundProgramme())],
  ['the demonstration', formOf(district())],
  ['scores that are rates', edited((files) => (index(files).convention = { kind: 'topBox', from: 7 }))],
  [
    'ratings on two points',
    edited((files) => {
      files['questionnaires/short.json'].scales.ten.lowest = 9;
      index(files).satisfiedFrom = 10;
    }),
  ],
  [
    'a node around a node, and two acts',
    edited((files) => {
      const [roads, order] = index(files).root.children;
      index(files).root.children = [
        { name: 'all', title: text('All'), weight: 1, children: [{ ...roads, name: 'ways' }, order] },
      ];
      index(files).indicators[1].acts.push({ variable: 'problem', values: ['yes'] });
      index(files).indicators[2].complaint = { variable: 'campaign', values: ['knows'] };
    }),
  ],
  [
    'net promoters as scores, and one act that is the problem',
    edited((files) => {
      index(files).convention = { kind: 'netPromoter', detractorsTo: 6, promotersFrom: 9 };
      index(files).root.children[0].item = 'recommend';
      index(files).indicators[1].acts = [{ variable: 'problem', values: ['no'] }];
    }),
  ],
];

function answerTo(item: Item, random: SeededRandom): Answer {
  const missing = Object.keys(item.missing ?? {});
  if (missing.length > 0 && random.next() < 0.1) {
    return { missing: missing[random.integer(missing.length)] as 'dontKnow' };
  }
  switch (item.type) {
    case 'rating':
      return item.scale.lowest + random.integer(item.scale.highest - item.scale.lowest + 1);
    case 'recommend':
      return random.integer(11);
    case 'single':
      return item.options[random.integer(item.options.length)]!.code;
    case 'multiple':
      return item.options.flatMap(({ code }) => (random.next() < 0.4 ? [code] : []));
    case 'number':
      return item.lowest;
    case 'date':
      return item.earliest;
    case 'text':
      return 'words';
  }
}

/** Every figure over some made-up answers, by key. */
function valuesOf(form: Form, seed: string): ReadonlyMap<string, number> {
  const random = seededRandom(seed);
  const rows = Array.from({ length: 200 }, (_, row) => {
    const answers: Answers = Object.fromEntries(
      itemsOfQuestionnaire(form.questionnaire).map((item) => [item.name, answerTo(item, random)]),
    );
    return { id: `r${row}`, mode: 'self', contentHash: contentHash(answers), answers };
  });
  const design = sampleDesign({ weights: rows.map(() => 1 + random.next()) });
  return new Map(
    measuredFigures(form, design, waveColumns(form.questionnaire, rows)).flatMap(
      ({ statistic, subject, figure }) =>
        isEstimable(figure) ? [[figureKey(statistic, subject), figure.value] as const] : [],
    ),
  );
}

const samples = ['one', 'two', 'three', 'four', 'five'];

describe.each(forms)('the quantities of %s', (_, form) => {
  const values = samples.map((seed) => valuesOf(form, seed));
  const references = referencesAt(form, quantitiesOf(form));

  it('are each the number they refer to, or its straight line', () => {
    for (const { key, to, factor, offset } of references) {
      for (const sample of values) {
        expect([key, sample.get(key)]).toEqual([key, expect.closeTo(offset + factor * sample.get(to)!, 9)]);
      }
    }
  });

  it('leave no two figures that are straight lines of each other', () => {
    const referring = new Set(references.map(({ key }) => key));
    const keys = [...values[0]!.keys()].filter((key) => !referring.has(key));
    const lines = new Map<string, string[]>();
    for (const key of keys) {
      const [first, second, ...others] = values.map((sample) => sample.get(key)!);
      // Of a straight line everything follows from two samples.
      const shape = others.map((value) => ((value - first!) / (second! - first!)).toPrecision(8));
      // A share nobody can have is 0 in every sample.
      if (first === second) continue;
      gather(lines, shape.join(), key);
    }
    expect([...lines.values()].filter((alike) => alike.length > 1)).toEqual([]);
  });

  it('refer to what has a key of its own', () => {
    const referring = references.map(({ key }) => key);
    expect(new Set(referring).size).toBe(referring.length);
    expect(references.filter(({ to }) => referring.includes(to))).toEqual([]);
  });
});

describe('the key of a quantity', () => {
  const referring = (form: Form, leftOut?: readonly string[]) =>
    Object.fromEntries(referencesAt(form, quantitiesOf(form, leftOut)).map(({ key, to }) => [key, to]));

  it('is that of the topmost node', () => {
    expect(referring(formOf(district()))).toMatchObject({
      'index/engineering_rating': 'index/engineering',
      'itemScore/SH_engineering': 'index/engineering',
      'itemScore/SH_food': 'index/food',
      'complaintTendency/problems': 'silenceRate/problems',
      'meanActs/participation': 'shareOfActs/participation',
    });
  });

  it('is that of the last leaf where nobody answered the others', () => {
    expect(referring(formOf(soundProgramme()))).not.toHaveProperty('index/roads');
    expect(referring(formOf(soundProgramme()), ['order'])).toMatchObject({
      'index/roads': 'index/overall',
      'itemScore/roads': 'index/overall',
    });
  });

  it('is the same in an area', () => {
    const form = formOf(district());
    const [first] = referencesAt(form, quantitiesOf(form), 'songyue');
    expect(first).toEqual({
      form: 'short',
      key: 'index/product_rating@songyue',
      to: 'index/product@songyue',
      factor: 1,
      offset: 0,
    });
  });
});
