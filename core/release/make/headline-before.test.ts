import { expect, it } from 'vitest';
import { seededRandom } from '../../numeric/seeded-random.ts';
import { headlineBefore } from './headline-before.ts';
import { madeUpAnswers } from '../made-up/made-up-answers.test-data.ts';
import { madeUpDistrict } from '../made-up/made-up-district.test-data.ts';
import { madeUpFiles, programmeOf } from '../made-up/made-up-files.test-data.ts';
import { waveColumns } from '../measure/wave-columns.ts';
import { waveContext } from '../measure/wave-context.ts';

const district = madeUpDistrict(seededRandom('e'), { areas: 1, most: { dimensions: 2, leaves: 1 } });
const programme = programmeOf(madeUpFiles({ ...district, hasEqualWeights: true, margins: 'none' }));
const form = programme.forms[0]!;

it('tells the headline before exclusions by value and n, and not where one excluded answer weighs much', () => {
  const before = (weight: number) => {
    const all = madeUpAnswers({ ...district, hasEqualWeights: true, units: 20, unitSize: 6 }, 'e').map(
      (row, at) => ({ ...row, weight: at === 7 ? weight : 1 }),
    );
    const columns = waveColumns(
      form.questionnaire,
      all.filter((_, at) => at !== 7),
    );
    const excluded = { ids: [all[7]!.id], columns: waveColumns(form.questionnaire, all) };
    return headlineBefore({ columns, excluded }, waveContext(programme, form, columns))
      .headlineBeforeExclusions;
  };
  expect(before(10)).toBe(undefined);
  expect(Object.keys(before(0.5) ?? {}).sort()).toEqual(['n', 'standing', 'value']);
});
