import type { Highs } from 'highs';
import { gather } from '../../../../core/gather.ts';
import type { Form } from '../../../../core/programme/programme.ts';
import type { Release, TargetOperatorShown } from '../../../../core/release/release.ts';
import { LinearSystem, plus, type LinearForm } from './linear-system.ts';
import { cellsOf, columnsAsked, type AnsweredCell } from './answers-in-cells.ts';
import { AnswersUnknown } from './forms-of-figures.ts';
import { windowByError, windowOfCell, windowOfChange, windowOfDifference } from './windows.ts';
import type { ResponseRow } from '../../../../core/release/measure/wave-columns.ts';

/** A release as the attacker has it, and what he is taken to know besides: who answered what, with which weight. */
export interface Attacked {
  readonly release: Release;
  readonly form: Form;
  readonly areas: readonly string[];
  /** The weights are used, and the answers only to judge what he found. */
  readonly rows: readonly ResponseRow[];
  readonly weights: readonly number[];
}

/** What he worked out about a hidden cell of fewer than ten answers. */
export interface Narrowed {
  readonly cell: string;
  readonly n: number;
  readonly truth: number;
  readonly low: number;
  readonly high: number;
  /** Points it has to stay open by. */
  readonly protection: number;
}

export interface AttackResult {
  readonly hidden: number;
  readonly narrowed: readonly Narrowed[];
  /** Of whole answers: those for which time ran out before two data sets that far apart were found. */
  readonly undecided: number;
  /** How far the true answers are from his equations: more than rounding, and he misread the document. */
  readonly misread: number;
  readonly unknowns: number;
  readonly rows: number;
  /** Cells of fewer than ten answers that are shown. */
  readonly shown: readonly string[];
}

const FEW = 10;
const OF_FLAGGED = ' of the flagged';

export interface HowToAttack {
  /** Answers of hidden cells are whole numbers, as where weights are equal. */
  readonly areWhole?: boolean;
  /** For each end of each hidden number. */
  readonly seconds?: number;
  /** Of the hidden numbers, so many at most. */
  readonly most?: number;
  /** Whether he looks at the lines without flagged answers, too; he does unless told. */
  readonly withLines?: boolean;
}

export function attack(
  highs: Highs,
  attacked: readonly Attacked[],
  { areWhole = false, seconds = 10, most = Infinity, withLines = true }: HowToAttack = {},
): AttackResult {
  const system = new LinearSystem();
  const waves = attacked.map((each) => {
    const columns = columnsAsked(each.form);
    const cells = cellsOf(each.form, columns, each.areas, each.rows, each.weights);
    const answers = new AnswersUnknown(system, each.form, columns, cells, ({ n }) => areWhole && n < FEW);
    return { ...each, cells, answers };
  });
  for (const wave of waves) addFigures(system, wave, withLines);
  const [before, after] = waves;
  if (before && after) addChanges(system, before, after);
  return workedOut(highs, system, waves, { areWhole, seconds, most, withLines }, () =>
    attack(highs, attacked, { areWhole, seconds, withLines: false }),
  );
}

/** Of two releases of one wave, the second without answers that were excluded meanwhile. */
export function attackReleases(
  highs: Highs,
  { form, areas, rows, weights }: Omit<Attacked, 'release'>,
  releases: readonly [Release, Release],
  excluded: ReadonlySet<string>,
  { areWhole = false, seconds = 10, most = Infinity, withLines = true }: HowToAttack = {},
): AttackResult {
  const system = new LinearSystem();
  const columns = columnsAsked(form);
  const cells = cellsOf(form, columns, areas, rows, weights, excluded);
  const all = new AnswersUnknown(system, form, columns, cells, ({ n }) => areWhole && n < FEW);
  const views = [all, all.without()] as const;
  const waves = views.map((answers, at): Wave => {
    const left = cells.filter(({ isExcluded }) => at === 0 || !isExcluded);
    return { release: releases[at]!, form, areas, rows, weights, cells: left, answers };
  });
  for (const wave of waves) addFigures(system, wave, withLines);
  return workedOut(highs, system, waves, { areWhole, seconds, most, withLines }, () =>
    attackReleases(highs, { form, areas, rows, weights }, releases, excluded, {
      areWhole,
      seconds,
      withLines: false,
    }),
  );
}

/** @param withoutLines what he finds without the lines without flagged answers */
function workedOut(
  highs: Highs,
  system: LinearSystem,
  waves: readonly Wave[],
  { seconds, most, withLines }: Required<HowToAttack>,
  withoutLines: () => AttackResult,
): AttackResult {
  const point: number[] = [];
  for (const { answers } of waves) answers.truth(point);
  const sought = waves.flatMap((wave, at) => soughtIn(wave, waves.length > 1 ? `${at + 1}: ` : ''));
  const hidden = sought.filter(({ isShown }) => !isShown).slice(0, most);
  let undecided = 0;
  const found = system.extremes(
    highs,
    hidden.map(({ form }) => form),
    { seconds },
  );
  const narrowed = hidden.flatMap(({ name, cell, form, protection }, at): Narrowed[] => {
    const ends = found[at];
    const truth = [...form.coefficients].reduce(
      (sum, [unknown, by]) => sum + by * point[unknown]!,
      form.constant,
    );
    const [low, high] = ends ? [ends[0].value, ends[1].value] : [NaN, NaN];
    if (high - low >= protection - 1e-4) return [];
    if (ends && !(ends[0].isProven && ends[1].isProven)) {
      undecided += 1;
      return [];
    }
    return [{ cell: name, n: cell.n, truth, low, high, protection }];
  });
  const ofFlagged = (names: readonly Narrowed[]) => names.some(({ cell }) => cell.endsWith(OF_FLAGGED));
  // What any few of so many can be follows from what all are; the lines are to tell no more of the flagged.
  const besideLines = new Map(
    withLines && ofFlagged(narrowed) ? withoutLines().narrowed.map((each) => [each.cell, each]) : [],
  );
  const isOfLines = ({ cell, low, high }: Narrowed) => {
    const without = besideLines.get(cell);
    return !without || high - low < without.high - without.low - 1e-4;
  };
  return {
    hidden: hidden.length,
    narrowed: narrowed.filter((each) => !each.cell.endsWith(OF_FLAGGED) || isOfLines(each)),
    undecided,
    misread: system.violation(point),
    unknowns: system.size.unknowns,
    rows: system.size.rows,
    shown: sought.filter(({ isShown }) => isShown).map(({ name }) => name),
  };
}

interface Wave extends Attacked {
  readonly cells: readonly AnsweredCell[];
  readonly answers: AnswersUnknown;
}

function rangeOf({ form }: Attacked, statistic: string, subject: string): readonly [number, number] {
  if (statistic === 'netPromoter') return [-100, 100];
  if (statistic !== 'meanActs') return [0, 100];
  const indicator = form.indicators.find(({ name }) => name === subject);
  return [0, indicator?.method === 'participation' ? indicator.acts.length : 1];
}

/** Every number of the figures, over all and by area, and what else is linear in the answers. */
function addFigures(system: LinearSystem, wave: Wave, withLines: boolean): void {
  const { release, answers } = wave;
  const operators = new Map<string, (readonly number[])[]>();
  for (const { figure, operator } of release.targets) {
    gather(operators, figure, thresholdsOf(operator));
  }
  for (const { key, statistic, subject, area, unit, cell } of release.figures) {
    const form = answers.figure(statistic, subject, area);
    const window = windowOfCell(
      cell,
      unit,
      (operators.get(key) ?? []).flat(),
      rangeOf(wave, statistic, subject),
    );
    if (form && window) system.between(form, ...window);
  }
  for (const { figure: key, withoutFlagged } of withLines ? release.targets : []) {
    const figure = release.figures.find((each) => each.key === key);
    if (!withoutFlagged || !figure) continue;
    const { statistic, subject, area, unit } = figure;
    const form = answers.figure(statistic, subject, area, { flagged: false });
    const thresholds = (operators.get(key) ?? []).flat();
    const window = windowOfCell(withoutFlagged, unit, thresholds, rangeOf(wave, statistic, subject));
    if (form && window) system.between(form, ...window);
  }
  for (const { subject, areas } of release.rankings) {
    const forms = areas.map(({ area }) => answers.figure('index', subject, area));
    for (const [at, { difference, interval }] of areas.entries()) {
      const own = forms[at];
      const others = forms.filter((_, other) => other !== at);
      if (!own || difference === undefined || !interval || others.includes(undefined)) continue;
      const form = (others as LinearForm[]).reduce((sum, other) => plus(sum, other, -1 / others.length), own);
      system.between(form, ...windowOfDifference(difference, interval));
    }
  }
  addAlternatives(system, wave);
}

/** The headline under other conventions has the digits of the headline. */
function addAlternatives(system: LinearSystem, { release, form, answers }: Wave): void {
  const headline = release.figures.find(
    ({ statistic, subject, area }) =>
      statistic === 'index' && subject === form.index.root.name && area === undefined,
  );
  const error = headline && 'standardError' in headline.cell ? headline.cell.standardError : undefined;
  // Several may be of one kind; they stand in the order in which they were declared.
  const left = [...form.index.alternatives];
  for (const { kind, value } of release.forms[0]?.alternatives ?? []) {
    const at = left.findIndex((each) => each.kind === kind);
    const [convention] = at < 0 ? [] : left.splice(0, at + 1).slice(-1);
    if (!convention) continue;
    const alternative = answers.figure('index', form.index.root.name, undefined, { convention });
    if (alternative) system.between(alternative, ...windowByError(value, error ?? 1, []));
  }
}

/** A change says what the wave before was, with the digits of the difference. */
function addChanges(system: LinearSystem, before: Wave, after: Wave): void {
  const figures = new Map(after.release.figures.map((figure) => [figure.key, figure]));
  for (const change of after.release.comparison?.changes ?? []) {
    if (change.hasEarlierTotals || change.commonLeaves) continue;
    const figure = figures.get(change.key);
    if (!figure) continue;
    const { statistic, subject, area, unit } = figure;
    const [was, is] = [before, after].map(({ answers }) => answers.figure(statistic, subject, area));
    if (was && is) system.between(plus(is, was, -1), ...windowOfChange(change, unit));
  }
}

interface Ends {
  readonly threshold?: number;
  readonly lowest?: number;
  readonly highest?: number;
  readonly tolerance?: number;
}

function thresholdsOf(operator: TargetOperatorShown): readonly number[] {
  const { threshold, lowest, highest, tolerance } = operator as Ends;
  if (tolerance !== undefined && threshold !== undefined)
    return [threshold - tolerance, threshold + tolerance];
  return [threshold, lowest, highest].filter((each) => each !== undefined);
}

/** What is to be worked out of a hidden cell of fewer than ten answers. */
interface Sought {
  readonly name: string;
  readonly cell: { readonly n: number };
  readonly form: LinearForm;
  /** Points it has to stay open by. */
  readonly protection: number;
  readonly isShown: boolean;
}

/**
 * How many had a problem, where so few said whether they complained that this is hidden: these are its answers, and of
 * their number ten are to be left.
 */
function occurrencesIn({ release, form, answers, cells, areas }: Wave, prefix: string): readonly Sought[] {
  const shown = new Set(release.figures.flatMap(({ key, cell }) => ('suppressed' in cell ? [] : [key])));
  const subjects = form.indicators.flatMap((each) =>
    each.method === 'problemsAndComplaints' && each.complaint ? [each.name] : [],
  );
  return subjects.flatMap((subject) =>
    [...areas, undefined].flatMap((area): readonly Sought[] => {
      const occurrence = answers.figure('problemOccurrence', subject, area);
      const complained = answers.figure('silenceRate', subject, area);
      const few = complained ? answersIn(cells, complained, answers) : 0;
      if (!occurrence || few === 0 || few >= FEW) return [];
      const n = answersIn(cells, occurrence, answers);
      const key = `problemOccurrence/${subject}${area === undefined ? '' : `@${area}`}`;
      const protection = Math.min(100, (100 * (FEW - 1)) / n);
      return [
        {
          name: `${prefix}those with a problem, ${key}`,
          cell: { n },
          form: occurrence,
          protection,
          isShown: shown.has(key),
        },
      ];
    }),
  );
}

/** Every mean and rate of a cell of fewer than ten answers: by area, of all, and of those who were flagged. */
function soughtIn(wave: Wave, prefix: string): readonly Sought[] {
  const { release, answers, cells, areas } = wave;
  const shown = new Set(release.figures.flatMap(({ key, cell }) => ('suppressed' in cell ? [] : [key])));
  const names = new Set(
    [...release.figures, ...release.references].flatMap(({ key }) =>
      key.startsWith('index/') ? [] : [key.split('@')[0]!],
    ),
  );
  const parts: readonly { readonly area?: string; readonly flagged?: boolean; readonly suffix: string }[] = [
    ...[...areas, ''].map((area) => ({ area, suffix: `@${area}` })),
    { suffix: '' },
    { flagged: true, suffix: OF_FLAGGED },
  ];
  const means = [...names].flatMap((name) => {
    const [statistic = '', subject = ''] = name.split('/');
    const [low, high] = rangeOf(wave, statistic, subject);
    return parts.flatMap(({ area, flagged, suffix }) => {
      const form = answers.figure(statistic, subject, area, flagged === undefined ? {} : { flagged });
      const n = form ? answersIn(cells, form, answers) : 0;
      if (!form || n === 0 || n >= FEW) return [];
      const key = `${name}${suffix}`;
      const protection = (high - low) * Math.min(1, 2 / n);
      return [{ name: `${prefix}${key}`, cell: { n }, form, protection, isShown: shown.has(key) }];
    });
  });
  return [...means, ...occurrencesIn(wave, prefix)];
}

/** How many answers a form rests on; of several questions on that with the most. */
function answersIn(cells: readonly AnsweredCell[], form: LinearForm, answers: AnswersUnknown): number {
  const byColumn = new Map<string, number>();
  for (const cell of cells) {
    if (!answers.unknownsOf(cell).some((each) => form.coefficients.has(each))) continue;
    byColumn.set(cell.column, (byColumn.get(cell.column) ?? 0) + cell.n);
  }
  return Math.max(0, ...byColumn.values());
}
