import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { loadSurveys } from '../../../api/programmes/load-surveys.ts';
import { seededRandom, type SeededRandom } from '../../../core/numeric/seeded-random.ts';
import type { Answer } from '../../../core/questionnaire/answer.ts';
import { pointsOf } from '../../../core/questionnaire/question-types/rating.ts';
import { itemsOfQuestionnaire, type Questionnaire } from '../../../core/questionnaire/questionnaire.ts';
import { flagsOf } from '../../../core/questionnaire/routing.ts';
import { simulateWave } from '../../../core/simulation/simulate-wave.ts';
import { simulationProfileSchema } from '../../../core/simulation/simulation-profile.ts';
import { Promises } from '../promises.ts';
import { PROGRAMME } from '../survey.ts';
import type { Trial } from '../trial.ts';

const RESPONDENTS = 2000;
const FRAUD = 0.05;
/** Content people: about half of their ratings are the highest there is. */
const CONTENTMENT = 2.2;
const COPIES_OF_ONE = 8;
const LEAST_RECALL = 0.8;
const MOST_FALSE_DISCOVERIES = 0.05;
const MOST_HONEST = 0.01;

type Answers = Readonly<Record<string, Answer>>;
type Kind = 'model answers' | 'copied interviews' | 'careless robots';

export const fraud: Trial = {
  name: 'fraud',
  promise:
    'Of planted fraud at least 80 % of model answers and copied interviews are flagged, at most 5 % of what is flagged is honest, and of content honest people at most 1 % are flagged.',
  async run({ choose }) {
    const promises = new Promises();
    const { programmes } = await loadSurveys('surveys');
    const profile = v.parse(
      simulationProfileSchema,
      JSON.parse(await readFile(join('surveys', PROGRAMME, 'simulation.json'), 'utf8')),
    );
    const questionnaire = programmes
      .find(({ name }) => name === PROGRAMME)!
      .forms.find(({ name }) => name === profile.form)!.questionnaire;
    const isFlagged = (answers: Answers) => flagsOf(questionnaire, answers).length > 0;
    const counts = { honest: 0, flaggedHonest: 0, ratings: 0, highest: 0 };
    const planted: Record<Kind, { count: number; flagged: number }> = {
      'model answers': { count: 0, flagged: 0 },
      'copied interviews': { count: 0, flagged: 0 },
      'careless robots': { count: 0, flagged: 0 },
    };
    for (let seed = 0; seed < choose(20, 3); seed += 1) {
      const wave = { ...profile.waves[0]!, id: `fraud-${seed}`, invited: RESPONDENTS, open: 0 };
      const content = { ...wave, contentment: CONTENTMENT };
      const people = simulateWave(questionnaire, { ...profile, seed: `fraud ${seed}` }, content).map((each) =>
        honest(each.answers),
      );
      const random = seededRandom(`fraud ${seed}`);
      for (const answers of people) {
        counts.honest += 1;
        counts.flaggedHonest += isFlagged(answers) ? 1 : 0;
        const ratings = Object.values(answers).filter((answer) => typeof answer === 'number');
        counts.ratings += ratings.length;
        counts.highest += ratings.filter((answer) => answer === 10).length;
      }
      const kinds = Object.keys(planted) as Kind[];
      for (let number = 0; number < RESPONDENTS * FRAUD; number += 1) {
        const kind = kinds[number % kinds.length]!;
        const copied = people[Math.floor(number / (kinds.length * COPIES_OF_ONE))]!;
        const answers = forged(kind, questionnaire, copied, random);
        planted[kind].count += 1;
        planted[kind].flagged += isFlagged(answers) ? 1 : 0;
      }
    }
    const flagged = Object.values(planted).reduce((sum, each) => sum + each.flagged, 0);
    for (const [kind, each] of Object.entries(planted)) {
      const recall = each.flagged / each.count;
      promises.tell(`${percent(recall)} of ${each.count} ${kind} flagged`);
      const isPromised = kind !== 'careless robots';
      promises.expect(
        !isPromised || recall >= LEAST_RECALL,
        `${percent(recall)} of ${kind} are flagged, not 80 %`,
      );
    }
    const falseDiscoveries = counts.flaggedHonest / Math.max(1, counts.flaggedHonest + flagged);
    const ofHonest = counts.flaggedHonest / counts.honest;
    promises.expect(
      falseDiscoveries <= MOST_FALSE_DISCOVERIES,
      `${percent(falseDiscoveries)} of what is flagged is honest`,
    );
    promises.expect(ofHonest <= MOST_HONEST, `${percent(ofHonest)} of honest people are flagged`);
    promises.tell(
      `${percent(ofHonest)} of ${counts.honest} honest people, whose ratings are the highest in ${percent(counts.highest / counts.ratings)}`,
    );
    return promises;
  },
};

/** Nobody asked them for anything, and they claim nothing that cannot be known. */
function honest(answers: Answers): Answers {
  return {
    ...answers,
    I1_asked: 'no',
    S6_conflict: 'no',
    ...('SH_K4' in answers ? { SH_K4: 'doesNotKnow' } : {}),
  };
}

function forged(kind: Kind, questionnaire: Questionnaire, copied: Answers, random: SeededRandom): Answers {
  if (kind === 'copied interviews') return copied;
  const drawn = itemsOfQuestionnaire(questionnaire).flatMap((item): [string, Answer][] => {
    if (!(item.name in copied)) return [];
    if (item.type === 'rating') {
      const points = pointsOf(item.scale);
      return [
        [item.name, kind === 'model answers' ? points.at(-1)! : points[random.integer(points.length)]!],
      ];
    }
    if (kind === 'careless robots' && item.type === 'single') {
      return [[item.name, item.options[random.integer(item.options.length)]!.code]];
    }
    return [];
  });
  return { ...copied, ...Object.fromEntries(drawn) };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
