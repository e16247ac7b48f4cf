import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../numeric/seeded-random.ts';
import { checkResponse } from '../../questionnaire/check-response.ts';
import { definingEdits, harmlessEdits } from './edits.test-data.ts';
import { madeUpAnswers, trueMean } from './made-up-answers.test-data.ts';
import { madeUpDistrict } from './made-up-district.test-data.ts';
import { madeUpFiles, programmeOf } from './made-up-files.test-data.ts';

describe('a made-up programme', () => {
  it('is one that can be asked, and its answers are ones that can be given', () => {
    for (let seed = 0; seed < 10; seed += 1) {
      const district = madeUpDistrict(seededRandom(seed), { respondents: 60 });
      const { questionnaire } = programmeOf(madeUpFiles(district)).forms[0]!;
      for (const { answers } of madeUpAnswers(district, `wave ${seed}`)) {
        expect(checkResponse(questionnaire, answers)).toEqual([]);
      }
    }
  });

  it('stays one after each edit, whose answers are still ones that can be given', () => {
    for (const edit of [...definingEdits, ...harmlessEdits]) {
      const applied = [0, 1, 2, 3, 4, 5, 6, 7].filter((seed) => {
        const district = madeUpDistrict(seededRandom(seed), { respondents: 20 });
        const files = madeUpFiles(district);
        if (!edit.apply(files)) return false;
        const { questionnaire } = programmeOf(files).forms[0]!;
        const [row] = madeUpAnswers(district, 'wave');
        expect([edit.name, checkResponse(questionnaire, row!.answers)]).toEqual([edit.name, []]);
        return true;
      });
      expect([edit.name, applied.length > 0]).toEqual([edit.name, true]);
    }
  });

  it('has the truth it says it has', () => {
    const district = madeUpDistrict(seededRandom('truth'), { areas: 1, respondents: 20_000 });
    const [leaf] = district.leaves;
    const given = madeUpAnswers({ ...district, units: 400, unitSize: 50 }, 'wave').flatMap(({ answers }) =>
      typeof answers[leaf!.item] === 'number' ? [answers[leaf!.item] as number] : [],
    );
    const mean = given.reduce((sum, point) => sum + point, 0) / given.length;
    expect(mean).toBeCloseTo(
      trueMean(district, leaf!, (point) => point),
      1,
    );
  });
});
