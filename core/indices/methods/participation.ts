import * as v from 'valibot';
import { linearMean } from '../../estimation/figures/linear-mean.ts';
import { linearProportion } from '../../estimation/figures/linear-proportion.ts';
import {
  declaredAnswersSchema,
  faultsOfAnswers,
  roleOfAnswers,
} from '../../questionnaire/declared-answers.ts';
import { answerSetOf, membershipOf, type AnswerSet } from './answer-set.ts';
import { indicatorEntries, type Method } from './method.ts';

const schema = v.strictObject({
  method: v.literal('participation'),
  ...indicatorEntries,
  acts: v.pipe(v.array(declaredAnswersSchema), v.minLength(1)),
});

export interface ParticipationInput {
  /** The acts offered, asked alike in every form; being in the set is having done it. */
  readonly acts: readonly AnswerSet[];
}

/**
 * Taking part: the share with at least one of the acts offered, the mean number of acts, and that mean as a
 * share of the acts offered. The base is everyone who answered for all of them.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1] });
 * const planted = { column: { codes: Int8Array.of(1, 1, 0, 0) }, includes: new Set([1]) };
 * const signed = { column: { codes: Int8Array.of(1, 0, 0, 0) }, includes: new Set([1]) };
 * const figures = participation.linearise(design, { acts: [planted, signed] });
 * const { participationRate, meanActs, shareOfActs } = figures;
 * isEstimable(participationRate) && participationRate.value; // 0.5
 * isEstimable(meanActs) && meanActs.value; // 0.75 = (2 + 1 + 0 + 0) / 4
 * isEstimable(shareOfActs) && shareOfActs.value; // 37.5
 */
export const participation: Method<
  typeof schema,
  ParticipationInput,
  'participationRate' | 'meanActs' | 'shareOfActs'
> = {
  schema,
  figures: { participationRate: 'share', meanActs: 'count', shareOfActs: 'points' },
  linearise(design, { acts }, base = {}) {
    if (acts.length === 0) throw new RangeError('participation requires at least one act');
    const memberships = acts.map(membershipOf);
    const done = Float64Array.from({ length: design.rowCount }, (_, row) =>
      memberships.reduce((sum, membership) => sum + membership[row]!, 0),
    );
    return {
      participationRate: linearProportion(
        design,
        done.map((count) => Math.min(1, count)),
        base,
      ),
      meanActs: linearMean(design, done, base),
      shareOfActs: linearMean(
        design,
        done.map((count) => (100 * count) / acts.length),
        base,
      ),
    };
  },
  figuresOf: () => ['participationRate', 'meanActs', 'shareOfActs'],
  rangeOf: ({ acts }, figure) => [0, figure === 'meanActs' ? acts.length : 100],
  faults: ({ acts }, questionnaire) =>
    acts.flatMap((act, index) => faultsOfAnswers(act, `acts[${index}]`, questionnaire)),
  inputOf: ({ acts }, columns) => ({ acts: acts.map((act) => answerSetOf(act, columns)) }),
  variablesOf: ({ acts }) => acts.map(({ variable }) => variable),
  makeupOf: ({ method, acts }, _figure, questionnaire) => ({
    settings: { method },
    roles: acts.map((act) => roleOfAnswers(act, 'act', questionnaire)),
  }),
  lineOf({ acts }, figure) {
    const [act, ...others] = acts;
    const factor = figure === 'shareOfActs' ? 100 / acts.length : 1;
    if (act === undefined || others.length > 0) {
      return figure === 'participationRate' ? { own: 'any' } : { own: 'acts', factor };
    }
    return { variable: act.variable, scoreOf: (value) => (act.values.includes(value) ? factor : 0) };
  },
  laterNames: ['meanActs', 'participationRate'],
};
