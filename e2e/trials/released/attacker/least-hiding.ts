import type { Highs } from 'highs';
import type { Form } from '../../../../core/programme/programme.ts';
import { printedCell } from '../../../../core/release/print/printed-cell.ts';
import type { SealedFigure, SealedRelease } from '../../../../core/release/sealed-release.ts';
import { LinearSystem, NOTHING, plus, type LinearForm } from './linear-system.ts';
import { columnsAsked, type AnsweredCell } from './answers-in-cells.ts';
import { AnswersUnknown } from './forms-of-figures.ts';
import { windowOfCell } from './windows.ts';

export interface LeastHiding {
  /** Cells hidden for their own sake, and those hidden for the sake of others: as published, and at least. */
  readonly necessary: number;
  readonly published: number;
  readonly least: number;
}

const FEW = 10;
/** No number of a figure is further from another. */
const ALL = 200;

/**
 * The fewest further cells that have to be hidden so that each hidden cell of under ten answers stays as open as it must:
 * an exact program (M. Fischetti and J. J. Salazar 2001, Management Science 47, 1008-1027) with a choice for each
 * figure, and for each mean and rate to protect two data sets that are that far apart and agree with all that is shown.
 * A bound from below: of areas alone, without what changes, rankings and alternatives tell, numbers of answers, answers
 * that all agree and people of no known area. What the search costs beside an exact one of the same task is tested with
 * `auditRelease`.
 */
export function leastHiding(
  highs: Highs,
  sealed: SealedRelease,
  form: Form,
  cells: readonly AnsweredCell[],
  seconds: number,
): LeastHiding | undefined {
  const columns = columnsAsked(form);
  const few = sealed.figures.filter((figure) => isFew(figure));
  const optional = sealed.figures.filter(({ hidden }) => hidden === undefined || hidden === 'complement');
  const system = new LinearSystem();
  const choices = new Map(optional.map(({ key }) => [key, system.unknown(0, 1, true)]));
  for (const protectedFigure of few) {
    const ends = [0, 1].map(() => {
      const answers = new AnswersUnknown(system, form, columns, cells, () => false);
      for (const figure of optional) {
        const own = answers.figure(figure.statistic, figure.subject, figure.area);
        const { unit, standing } = figure;
        const window = windowOfCell(printedCell(figure.estimate, { unit, standing }), unit, [], [0, 100]);
        if (!own || !window) continue;
        const choice: LinearForm = { coefficients: new Map([[choices.get(figure.key)!, 1]]), constant: 0 };
        system.between(plus(own, choice, ALL), window[0], Infinity);
        system.between(plus(own, choice, -ALL), -Infinity, window[1]);
      }
      return answers.figure(protectedFigure.statistic, protectedFigure.subject, protectedFigure.area);
    });
    const [low, high] = ends;
    if (!low || !high) continue;
    const protection = 100 * Math.min(1, 2 / countOf(protectedFigure));
    system.between(plus(high, low, -1), protection - 1e-6, Infinity);
  }
  const all = [...choices.values()].reduce(
    (sum, choice) => plus(sum, { coefficients: new Map([[choice, 1]]), constant: 0 }),
    NOTHING,
  );
  const found =
    few.length === 0 ? undefined : system.extremes(highs, [all], { seconds, isLeastOnly: true })[0]?.[0];
  if (!found) return undefined;
  return {
    necessary: sealed.figures.length - optional.length,
    published: optional.filter(({ hidden }) => hidden === 'complement').length,
    least: Math.round(found.value),
  };
}

function countOf({ estimate }: SealedFigure): number {
  return 'n' in estimate ? estimate.n : 0;
}

function isFew(figure: SealedFigure): boolean {
  const n = countOf(figure);
  return figure.statistic !== 'index' && n > 0 && n < FEW;
}
