import { describe, expect, it } from 'vitest';
import { seededRandom } from '../numeric/seeded-random.ts';
import { checkResponse } from '../questionnaire/check-response.ts';
import { questionnaireOf, words } from '../questionnaire/questionnaire-of.test-data.ts';
import { waveColumns } from '../release/measure/wave-columns.ts';
import { simulateAnswers } from './simulate-answers.ts';
import type { SimulationProfile } from './simulation-profile.ts';

const questionnaire = questionnaireOf([
  {
    name: 'all',
    isShuffled: false,
    items: [
      { type: 'date', name: 'since', text: words, earliest: '2000-01-01', latest: '2026-11-30' },
      { type: 'text', name: 'why', text: words, most: 50, when: { item: 'since', after: '2020-12-31' } },
    ],
  },
]);
const profile = {
  items: {
    since: { kind: 'choice', weights: { '2012-05-01': 1, '2024-02-29': 1 } },
    why: { kind: 'text', chance: 1, texts: ['work'] },
  },
} as unknown as SimulationProfile;
const person = { wave: 'w', area: 'hill', contentment: 0, age: 'young' };

describe('a day, from a made-up respondent to a column', () => {
  const random = seededRandom('days');
  const rows = Array.from({ length: 40 }, (_, row) => {
    const answers = simulateAnswers(questionnaire, profile, person, random);
    return { id: `r${row}`, contentHash: `${row}`, mode: 'self', answers };
  });

  it('is answered, accepted, and routed on', () => {
    for (const { answers } of rows) {
      expect(checkResponse(questionnaire, answers)).toEqual([]);
      expect('why' in answers).toBe(answers['since'] === '2024-02-29');
    }
    expect(new Set(rows.map(({ answers }) => answers['since']))).toEqual(
      new Set(['2012-05-01', '2024-02-29']),
    );
  });

  it('is a column of numbers of days, in which a later day is more', () => {
    const { codes } = waveColumns(questionnaire, rows).variables.get('since')!;
    expect([...new Set(codes)].sort((a, b) => a - b)).toEqual([734624, 738945]);
  });
});
