import type { Indicator } from '../indices/methods/methods.ts';
import type { DeclaredIndex } from './index-definition.ts';
import type { Language, LocalText } from '../questionnaire/local-text.ts';
import type { Option } from '../questionnaire/item.ts';
import type { Questionnaire } from '../questionnaire/questionnaire.ts';
import type { Target } from './target.ts';

/**
 * One survey programme: everything in its folder under `surveys/`, parsed and held against each other.
 * `parseProgramme` makes it. A wave pins a copy when it opens, so that later edits change nothing measured.
 */
export interface Programme {
  readonly name: string;
  readonly title: LocalText;
  /** The office that answers for it. */
  readonly from: LocalText;
  readonly timeZone: string;
  /** Asked in from the start: their wording is part of what a figure is. Chinese and English where nothing is said. */
  readonly languages?: readonly Language[];
  /** Asked in as well since later: no part of what a figure is, so that no line breaks for their sake. */
  readonly addedLanguages?: readonly Language[];
  /** Made-up answers and names: every page says so. */
  readonly isSimulated: boolean;
  readonly settings: ProgrammeSettings;
  readonly areas: readonly Area[];
  readonly departments: readonly Department[];
  readonly targets: readonly Target[];
  readonly margins: readonly PopulationMargin[];
  readonly forms: readonly Form[];
}

/** A questionnaire with the index computed from it. */
export interface Form {
  readonly name: string;
  readonly questionnaire: Questionnaire;
  readonly index: DeclaredIndex;
  readonly indicators: readonly Indicator[];
  /** Where residents were drawn to one of several forms: those that lie stacked in this one (`framesOf`). */
  readonly drawn?: readonly DrawnForm[];
}

/** One of the forms of a wave that asks several. */
export interface DrawnForm {
  readonly name: string;
  readonly title: LocalText;
  /** The share of residents who get it: the probability of being drawn to it. */
  readonly share: number;
  /** What it asks, by name. */
  readonly items: readonly string[];
}

/** What is locked before the first interview (rules.md: nobody chooses a rule after seeing the result). */
export interface ProgrammeSettings {
  /** 0.95 to 0.99; documents of before that was so may have another. */
  readonly confidenceLevel: number;
  /** Fewer answers than this are never shown: 10 to 30; documents of before that was so may have 5, or more. */
  readonly minimumCell: number;
  /** Points within which a change counts as 持平, 3 at the most; without one that word is never used. */
  readonly unchangedMargin?: number;
  /** Items whose margins weights are raked to; without them weights are those of the draw. */
  readonly rakeTo?: readonly string[];
  /** The most a raked weight may be, as a multiple of their mean, above 1; only with `rakeTo`. */
  readonly trimTo?: number;
  /** Whether respondents were drawn with known probabilities; else each release says what its intervals assume. */
  readonly isProbabilitySample: boolean;
  /** Whether answers that arrive after closing are in every figure or in none; in, where nothing is said. */
  readonly lateAnswers?: 'in' | 'out';
  readonly plan: SamplePlan;
}

/** What a wave is planned at, which decides whether a target can be judged at all. */
export interface SamplePlan {
  readonly sampleSize: number;
  readonly designEffect: number;
  readonly standardDeviation: number;
  /** Of the sample, by code; shares sum to 1. */
  readonly areas?: Readonly<Record<string, number>>;
  /**
   * By item: the share of respondents who are asked and have used what it is about, and of these the share whose answer
   * counts; 1 where nothing is said.
   */
  readonly items?: Readonly<Record<string, { readonly eligible?: number; readonly substantive?: number }>>;
  readonly primaryUnits?: number;
  readonly strata?: number;
  /** When to stop asking; printed with each release. */
  readonly stoppingRule?: LocalText;
  /** The points by which a figure that is to rise each year is expected to; 3 where nothing is said. */
  readonly yearlyStep?: number;
}

/** A sub-district, street, site: what results are broken down by. Its code never changes, its name may. */
export interface Area extends Option {
  /** Which version of its boundaries is meant: figures of an area compare while it stays. */
  readonly outline?: string;
}

export interface Department {
  readonly code: string;
  readonly names: readonly DepartmentName[];
  /** Other names under which files mention it. */
  readonly aliases: readonly string[];
}

/** `from` and `to` are the first and the last day the name was in force. */
export interface DepartmentName {
  readonly name: LocalText;
  readonly from?: string;
  readonly to?: string;
}

/** Known population totals by the answer to one item; what weights can be adjusted to. */
export interface PopulationMargin {
  readonly item: string;
  readonly source: LocalText;
  readonly asOf: string;
  readonly isApproximate: boolean;
  readonly totals: Readonly<Record<string, number>>;
}

/** The name a department had on a day (`YYYY-MM-DD`), else the one it has had last. */
export function departmentName(department: Department, day: string): LocalText {
  const inForce = department.names.find(
    ({ from, to }) => (from === undefined || from <= day) && (to === undefined || day <= to),
  );
  return (inForce ?? department.names.at(-1)!).name;
}
