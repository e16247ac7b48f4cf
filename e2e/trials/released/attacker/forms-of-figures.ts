import type { Form } from '../../../../core/programme/programme.ts';
import type { Convention } from '../../../../core/indices/conventions/conventions.ts';
import type { DeclaredNode } from '../../../../core/programme/index-definition.ts';
import { itemsOfQuestionnaire } from '../../../../core/questionnaire/questionnaire.ts';
import { LinearSystem, NOTHING, plus, type LinearForm } from './linear-system.ts';
import type { AnsweredCell, AskedColumn } from './answers-in-cells.ts';

/** By which convention, and of whom. */
export interface ReadBy {
  readonly convention?: Convention;
  readonly flagged?: boolean;
}

/** The answers behind one release as unknowns: for each column and area the share of weight at each point. */
export class AnswersUnknown {
  private readonly form: Form;
  private readonly columns: readonly AskedColumn[];
  readonly cells = new Map<string, { readonly cell: AnsweredCell; readonly unknowns: readonly number[] }>();
  /** Figures go without the excluded. */
  private isWithout = false;

  /**
   * @param known each cell's share of weight; of its answers nothing
   * @param isWhole whether a cell's answers are counted: weights are equal and there are under ten
   */
  constructor(
    system: LinearSystem,
    form: Form,
    columns: readonly AskedColumn[],
    known: readonly AnsweredCell[],
    isWhole: (cell: AnsweredCell) => boolean,
  ) {
    this.form = form;
    this.columns = columns;
    for (const cell of known) {
      const unknowns = cell.counts.map(() =>
        isWhole(cell) ? system.unknown(0, cell.n, true) : system.unknown(0, cell.n),
      );
      this.cells.set(nameOf(cell), { cell, unknowns });
      system.between(
        { coefficients: new Map(unknowns.map((each) => [each, 1])), constant: 0 },
        cell.n,
        cell.n,
      );
    }
  }

  unknownsOf(cell: AnsweredCell): readonly number[] {
    return this.cells.get(nameOf(cell))!.unknowns;
  }

  /** The same unknowns, with figures that go without the excluded. */
  without(): AnswersUnknown {
    const left = Object.create(this) as AnswersUnknown;
    left.isWithout = true;
    return left;
  }

  /** The point the data are at. */
  truth(point: number[]): void {
    for (const { cell, unknowns } of this.cells.values()) {
      for (const [place, unknown] of unknowns.entries()) point[unknown] = cell.n * cell.shares[place]!;
    }
  }

  /** The mean of a function of the points over an area, or over all; of flagged respondents, the others, or both. */
  mean(
    column: string,
    scoreOf: (point: number) => number,
    area?: string,
    flagged?: boolean,
  ): LinearForm | undefined {
    const asked = this.columns.find(({ name }) => name === column);
    const cells = [...this.cells.values()].filter(
      ({ cell }) =>
        cell.column === column &&
        (area === undefined || cell.area === area) &&
        (flagged === undefined || cell.isFlagged === flagged) &&
        !(this.isWithout && cell.isExcluded),
    );
    const all = cells.reduce((sum, { cell }) => sum + cell.weight, 0);
    if (!asked || all === 0) return undefined;
    const coefficients = new Map<number, number>();
    for (const { cell, unknowns } of cells) {
      for (const [place, unknown] of unknowns.entries()) {
        coefficients.set(unknown, ((cell.weight / all) * scoreOf(asked.points[place]!)) / cell.n);
      }
    }
    return { coefficients, constant: 0 };
  }

  /** The figure as a form in what is unknown, shares in per cent; nothing for what is not linear or not asked. */
  figure(
    statistic: string,
    subject: string,
    area?: string,
    { convention = this.form.index.convention, flagged }: ReadBy = {},
  ): LinearForm | undefined {
    const { index, indicators } = this.form;
    const scored = (item: string) => this.mean(item, this.scoreOf(item, convention), area, flagged);
    const satisfied = (point: number) => 100 * Number(point >= index.satisfiedFrom);
    if (statistic === 'index') return this.node(nodeNamed(index.root, subject), scored);
    if (statistic === 'itemScore') return scored(subject);
    if (statistic === 'satisfactionRate') return this.mean(subject, satisfied, area, flagged);
    const indicator = indicators.find(({ name }) => name === subject);
    if (indicator?.method === 'awareness') {
      const scores = { awarenessIndex: [100, 50, 0], knowsRate: [100, 0, 0], heardOfRate: [100, 100, 0] }[
        statistic
      ];
      const parts = indicator.items.flatMap((item) =>
        scores ? (this.mean(item, (point) => scores[point]!, area, flagged) ?? []) : [],
      );
      return parts.length === 0
        ? undefined
        : parts.reduce((sum, part) => plus(sum, part, 1 / parts.length), NOTHING);
    }
    if (indicator?.method === 'participation') {
      const count = indicator.acts.length;
      if (statistic === 'participationRate')
        return this.mean(subject, (done) => 100 * Math.min(1, done), area, flagged);
      return this.mean(
        subject,
        (done) => (statistic === 'meanActs' ? done : (100 * done) / count),
        area,
        flagged,
      );
    }
    if (indicator?.method === 'problemsAndComplaints') {
      if (statistic === 'problemOccurrence')
        return this.mean(`${subject} problem`, (had) => 100 * had, area, flagged);
      return this.mean(
        `${subject} complaint`,
        (did) => 100 * (statistic === 'silenceRate' ? 1 - did : did),
        area,
        flagged,
      );
    }
    if (indicator?.method === 'netPromoter') {
      return this.mean(indicator.item, (point) => (point >= 9 ? 100 : point <= 6 ? -100 : 0), area, flagged);
    }
    return undefined;
  }

  private scoreOf(item: string, convention: Convention): (point: number) => number {
    const found = itemsOfQuestionnaire(this.form.questionnaire).find(({ name }) => name === item);
    const scale = found?.type === 'rating' ? found.scale : { lowest: 0, highest: 10 };
    switch (convention.kind) {
      case 'linear':
        return (point) => (100 * (point - scale.lowest)) / (scale.highest - scale.lowest);
      case 'timesTen':
        return (point) => 10 * point;
      case 'topBox':
        return (point) => 100 * Number(point >= convention.from);
      case 'banded':
        return (point) =>
          convention.bands.filter(({ from }) => from <= point).sort((a, b) => b.from - a.from)[0]?.score ?? 0;
      case 'netPromoter':
        return (point) =>
          point >= convention.promotersFrom ? 100 : point <= convention.detractorsTo ? -100 : 0;
    }
  }

  /** A node is the weighted mean of those of its branches that anybody answered. */
  private node(
    node: DeclaredNode | undefined,
    scored: (item: string) => LinearForm | undefined,
  ): LinearForm | undefined {
    if (!node) return undefined;
    if (node.item !== undefined) return scored(node.item);
    const counted = (node.children ?? []).filter(({ isDiagnostic }) => isDiagnostic !== true);
    const parts = counted.flatMap((child) => {
      const form = this.node(child, scored);
      return form ? [{ form, weight: child.weight === 'equal' ? 1 : (child.weight ?? 1) }] : [];
    });
    const all = parts.reduce((sum, { weight }) => sum + weight, 0);
    return all === 0
      ? undefined
      : parts.reduce((sum, { form, weight }) => plus(sum, form, weight / all), NOTHING);
  }
}

const nameOf = ({ column, area, isFlagged, isExcluded }: AnsweredCell) =>
  `${column}@${area} ${isFlagged} ${isExcluded}`;

function nodeNamed(node: DeclaredNode, name: string): DeclaredNode | undefined {
  if (node.name === name) return node;
  for (const child of node.children ?? []) {
    const found = nodeNamed(child, name);
    if (found) return found;
  }
  return undefined;
}
