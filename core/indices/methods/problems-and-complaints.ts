import * as v from 'valibot';
import { linearProportion } from '../../estimation/figures/linear-proportion.ts';
import { notEstimable } from '../../estimation/figures/not-estimable.ts';
import {
  declaredAnswersSchema,
  faultsOfAnswers,
  roleOfAnswers,
} from '../../questionnaire/declared-answers.ts';
import { answerSetOf, membershipOf, type AnswerSet } from './answer-set.ts';
import { indicatorEntries, type Method } from './method.ts';

const schema = v.strictObject({
  method: v.literal('problemsAndComplaints'),
  ...indicatorEntries,
  problem: declaredAnswersSchema,
  complaint: v.exactOptional(declaredAnswersSchema),
});

export interface ProblemsAndComplaintsInput {
  /** Having had a problem. */
  readonly problem: AnswerSet;
  /** Having complained of it; asked of those who had one. */
  readonly complaint?: AnswerSet;
}

/**
 * 问题发生率、投诉倾向 and 沉默率. "Don't know" is out of every base.
 *
 * | figure               | counted as 1       | base                                           |
 * |----------------------|--------------------|------------------------------------------------|
 * | `problemOccurrence`  | had a problem      | all who could say                              |
 * | `complaintTendency`  | complained         | had a problem, and said whether they complained |
 * | `silenceRate`        | did not complain   | the same                                       |
 *
 * The rate of complaints (投诉率) is none of these: it is counted in the complaint system, per denominator.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1, 1] });
 * const problem = { column: { codes: Int8Array.of(1, 1, 1, 1, 0) }, includes: new Set([1]) };
 * const complaint = { column: { codes: Int8Array.of(1, 0, 0, 0, ABSENT) }, includes: new Set([1]) };
 * const { problemOccurrence, silenceRate } = problemsAndComplaints.linearise(design, { problem, complaint });
 * isEstimable(problemOccurrence) && problemOccurrence.value; // 0.8 = 4 / 5
 * isEstimable(silenceRate) && silenceRate.value; // 0.75 = 3 / 4
 */
export const problemsAndComplaints: Method<
  typeof schema,
  ProblemsAndComplaintsInput,
  'problemOccurrence' | 'complaintTendency' | 'silenceRate'
> = {
  schema,
  figures: { problemOccurrence: 'share', complaintTendency: 'share', silenceRate: 'share' },
  linearise(design, { problem, complaint }, base = {}) {
    const hadProblem = membershipOf(problem);
    const problemOccurrence = linearProportion(design, hadProblem, base);
    if (complaint === undefined) {
      const notAsked = notEstimable('noAnswers');
      return { problemOccurrence, complaintTendency: notAsked, silenceRate: notAsked };
    }
    const complained = membershipOf(complaint).map((value, row) => (hadProblem[row] === 1 ? value : NaN));
    return {
      problemOccurrence,
      complaintTendency: linearProportion(design, complained, base),
      silenceRate: linearProportion(
        design,
        complained.map((value) => 1 - value),
        base,
      ),
    };
  },
  figuresOf: ({ complaint }) =>
    complaint ? ['problemOccurrence', 'complaintTendency', 'silenceRate'] : ['problemOccurrence'],
  rangeOf: () => [0, 100],
  faults: ({ problem, complaint }, questionnaire) => [
    ...faultsOfAnswers(problem, 'problem', questionnaire),
    ...(complaint ? faultsOfAnswers(complaint, 'complaint', questionnaire) : []),
  ],
  inputOf: ({ problem, complaint }, columns) => ({
    problem: answerSetOf(problem, columns),
    ...(complaint ? { complaint: answerSetOf(complaint, columns) } : {}),
  }),
  variablesOf: ({ problem, complaint = problem }, figure) => [
    (figure === 'problemOccurrence' ? problem : complaint).variable,
  ],
  makeupOf: ({ method, problem, complaint }, figure, questionnaire) => ({
    settings: { method },
    roles: [
      roleOfAnswers(problem, 'problem', questionnaire),
      // How often people have problems hangs on no question about complaints.
      ...(figure !== 'problemOccurrence' && complaint
        ? [roleOfAnswers(complaint, 'complaint', questionnaire)]
        : []),
    ],
  }),
  lineOf({ problem: { variable, values } }, figure) {
    if (figure === 'silenceRate') return { own: 'silent' };
    if (figure === 'complaintTendency') return { own: 'silent', factor: -1, offset: 1 };
    return { variable, scoreOf: (value) => (values.includes(value) ? 1 : 0) };
  },
  baseOf: { silenceRate: 'problemOccurrence', complaintTendency: 'problemOccurrence' },
  laterNames: ['complaintTendency'],
};
