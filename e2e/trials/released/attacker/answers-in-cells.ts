import type { Answers } from '../../../../core/questionnaire/answer.ts';
import { pointsOf } from '../../../../core/questionnaire/question-types/rating.ts';
import { itemsOfQuestionnaire } from '../../../../core/questionnaire/questionnaire.ts';
import type { Form } from '../../../../core/programme/programme.ts';
import { flagsOf } from '../../../../core/questionnaire/routing.ts';
import { gather } from '../../../../core/gather.ts';
import type { ResponseRow } from '../../../../core/release/measure/wave-columns.ts';

/** What a question, or a group of them, can be answered: a point for each answer that counts. */
export interface AskedColumn {
  readonly name: string;
  readonly points: readonly number[];
  /** The place of the point a respondent gave; nothing for whoever is not counted. */
  readonly pointOf: (answers: Answers) => number | undefined;
}

/** The answers to one column in one area: how many, with what weight, and how they are spread over the points. */
export interface AnsweredCell {
  readonly column: string;
  /** `''` for respondents whose area is not known. */
  readonly area: string;
  /** The answers of flagged respondents are a cell of their own. */
  readonly isFlagged: boolean;
  /** Those that a later release of the wave goes without are a cell of their own, too. */
  readonly isExcluded: boolean;
  readonly n: number;
  readonly weight: number;
  readonly counts: readonly number[];
  readonly shares: readonly number[];
}

/** The columns behind the figures of a form. */
export function columnsAsked({ questionnaire, indicators }: Form): readonly AskedColumn[] {
  const items = itemsOfQuestionnaire(questionnaire);
  const rated = items.flatMap((item): AskedColumn[] => {
    if (item.type !== 'rating' && item.type !== 'recommend') return [];
    const points = item.type === 'rating' ? pointsOf(item.scale) : pointsOf({ lowest: 0, highest: 10 });
    return [{ name: item.name, points, pointOf: placed(points, (answers) => answers[item.name]) }];
  });
  const multiple = new Set(items.flatMap(({ type, name }) => (type === 'multiple' ? [name] : [])));
  const beside = indicators.flatMap((indicator): AskedColumn[] => {
    switch (indicator.method) {
      case 'awareness': {
        const codes = new Map<unknown, number>([
          [indicator.knows, 0],
          [indicator.heardOf, 1],
          [indicator.doesNotKnow, 2],
        ]);
        return indicator.items.map((item) => ({
          name: item,
          points: [0, 1, 2],
          pointOf: placed([0, 1, 2], (answers) => codes.get(answers[item])),
        }));
      }
      case 'participation': {
        const points = pointsOf({ lowest: 0, highest: indicator.acts.length });
        const done = indicator.acts.map((act) => membership(act, multiple));
        return [
          {
            name: indicator.name,
            points,
            pointOf: (answers) => {
              const acts = done.map((isDone) => isDone(answers));
              return acts.some((each) => each === undefined)
                ? undefined
                : acts.filter((each) => each === true).length;
            },
          },
        ];
      }
      case 'problemsAndComplaints': {
        const { problem, complaint } = indicator;
        const [isProblem, isComplaint] = [problem, complaint ?? problem].map((set) => {
          const isIn = membership(set, multiple);
          return (answers: Answers) => (isIn(answers) === undefined ? undefined : Number(isIn(answers)));
        }) as [(answers: Answers) => number | undefined, (answers: Answers) => number | undefined];
        const had: AskedColumn = {
          name: `${indicator.name} problem`,
          points: [0, 1],
          pointOf: isProblem,
        };
        if (!complaint) return [had];
        const complained = (answers: Answers) =>
          isProblem(answers) === 1 ? isComplaint(answers) : undefined;
        return [had, { name: `${indicator.name} complaint`, points: [0, 1], pointOf: complained }];
      }
      default:
        return [];
    }
  });
  return [...rated, ...beside];
}

/** Whether an answer is in the set; nothing where the question was not answered. */
function membership(
  { variable, values }: { readonly variable: string; readonly values: readonly (string | number)[] },
  multiple: ReadonlySet<string>,
): (answers: Answers) => boolean | undefined {
  const wanted = new Set(values);
  const item = [...multiple].find((name) => variable.startsWith(`${name}_`));
  if (item === undefined) {
    return ({ [variable]: given }) =>
      typeof given === 'string' || typeof given === 'number' ? wanted.has(given) : undefined;
  }
  const code = variable.slice(item.length + 1);
  return ({ [item]: given }) => (Array.isArray(given) ? wanted.has(Number(given.includes(code))) : undefined);
}

function placed(points: readonly number[], given: (answers: Answers) => unknown): AskedColumn['pointOf'] {
  return (answers) => {
    const place = points.indexOf(given(answers) as number);
    return place < 0 ? undefined : place;
  };
}

/** All cells that anybody answered. */
export function cellsOf(
  { questionnaire }: Form,
  columns: readonly AskedColumn[],
  areas: readonly string[],
  rows: readonly ResponseRow[],
  weights: readonly number[] = rows.map(({ weight }) => weight ?? 1),
  excluded: ReadonlySet<string> = new Set(),
): readonly AnsweredCell[] {
  const known = new Set(areas);
  const groups = new Map<string, number[]>();
  for (const [at, { id, area = '', answers }] of rows.entries()) {
    const isFlagged = flagsOf(questionnaire, answers).length > 0;
    gather(groups, `${known.has(area) ? area : ''} ${isFlagged} ${excluded.has(id)}`, at);
  }
  const kinds = [false, true].flatMap((isFlagged) =>
    [false, true].map((isExcluded) => ({ isFlagged, isExcluded })),
  );
  return columns.flatMap(({ name, points, pointOf }) =>
    [...areas, ''].flatMap((area) =>
      kinds.flatMap(({ isFlagged, isExcluded }): AnsweredCell[] => {
        const counts = points.map(() => 0);
        const sums = points.map(() => 0);
        for (const at of groups.get(`${area} ${isFlagged} ${isExcluded}`) ?? []) {
          const place = pointOf(rows[at]!.answers);
          if (place === undefined) continue;
          counts[place]! += 1;
          sums[place]! += weights[at]!;
        }
        const n = counts.reduce((sum, each) => sum + each, 0);
        const weight = sums.reduce((sum, each) => sum + each, 0);
        if (n === 0) return [];
        const shares = sums.map((each) => each / weight);
        return [{ column: name, area, isFlagged, isExcluded, n, weight, counts, shares }];
      }),
    ),
  );
}
