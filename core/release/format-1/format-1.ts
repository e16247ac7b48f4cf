import type { TargetOperator } from '../../judgement/operators/operators.ts';
import type { LocalText } from '../../questionnaire/local-text.ts';

/**
 * A release as it was written before numbers had digits by their error: 12 of them, and hidden cells that could be
 * worked out. Such documents count as sealed (`sealed-release.ts`); readers get them as format 2 rounds and hides.
 *
 * Officials and the public read releases only. What is not in here cannot be seen; what would say something
 * about a few people is not in here.
 */
export interface Release {
  readonly format: 'manyi-release-1';
  readonly programme: { readonly name: string; readonly title: LocalText; readonly isSimulated: boolean };
  readonly wave: {
    readonly id: string;
    readonly title: LocalText;
    readonly period: string;
    readonly kind: 'survey' | 'imported';
  };
  readonly number: number;
  /** What made it: hashes of the pinned wave document and of all responses used, and the software's version. */
  readonly provenance: {
    readonly document: string;
    readonly responses: string;
    readonly software: string;
  };
  readonly method: ReleaseMethod;
  readonly sample: ReleaseSample;
  readonly areas: readonly { readonly code: string; readonly name: LocalText }[];
  /** The index tree, flat, parents before children: what the figures of statistic `index` are about. */
  readonly nodes: readonly ReleaseNode[];
  readonly indicators: readonly {
    readonly name: string;
    readonly title: LocalText;
    readonly method: string;
  }[];
  /** Ordered by key. */
  readonly figures: readonly PublishedFigure[];
  /** The areas among each other, for each node; none in releases of before there were any. */
  readonly rankings?: readonly AreaRanking[];
  /** Changes since the wave before, where there is one and it can be compared. */
  readonly comparison?: Comparison;
  readonly targets: readonly TargetResult[];
  readonly departments: readonly { readonly code: string; readonly name: LocalText }[];
}

export interface ReleaseMethod {
  readonly index: { readonly name: string; readonly title: LocalText };
  /** Hashes of the tree with its weights, and of the questions behind it: figures compare while both stay. */
  readonly tree: string;
  readonly questions: string;
  /** The declared scoring convention in words, e.g. "(x - 1) / 9 x 100". */
  readonly convention: { readonly kind: string; readonly text: LocalText };
  /** The headline index under other conventions: for orientation, without interval or verdict. */
  readonly alternatives: readonly {
    readonly kind: string;
    readonly text: LocalText;
    readonly value: number;
  }[];
  /** Satisfied means at least this point of the scale. */
  readonly satisfiedFrom: number;
  readonly confidenceLevel: number;
  readonly minimumCell: number;
  readonly isProbabilitySample: boolean;
  /** What was done to the weights of the draw; none in releases of before anything was. */
  readonly weighting?: ReleaseWeighting;
}

/** Numbers are there where weights were raked; weights are multiples of their mean, rounded to 0.1. */
export interface ReleaseWeighting {
  readonly rakedTo: readonly WeightingMargin[];
  /**
   * Declared, and left out: `fewRespondents` in a category, or the sample `cannotHold` the margins together, as where
   * combinations have no respondents.
   */
  readonly leftOut: readonly (WeightingMargin & { readonly reason: 'fewRespondents' | 'cannotHold' })[];
  readonly maximumMarginError?: number;
  readonly lowestWeight?: number;
  readonly highestWeight?: number;
  /** What unequal weights cost in precision (Kish). */
  readonly designEffect?: number;
}
export interface WeightingMargin {
  readonly item: string;
  readonly text: LocalText;
  readonly source: LocalText;
  readonly asOf: string;
  readonly isApproximate: boolean;
}

export interface ReleaseSample {
  /** Complete eligible responses the figures rest on, rounded to 5. */
  readonly responses: number;
  /** Complete responses by channel, rounded to 5. Those of the open link are in no figure. */
  readonly byChannel: Readonly<Record<string, number>>;
  /** Of the responses the figures rest on, rounded to 5. */
  readonly byMode: Readonly<Record<string, number>>;
  /** Responses that raised a flag, rounded to 5: in every figure, save the line without them. */
  readonly flagged: number;
  readonly strata: number;
  readonly primaryUnits: number;
}

export interface ReleaseNode {
  readonly name: string;
  readonly parent?: string;
  readonly title: LocalText;
  /** Share of the parent, 0-1; 0 for a diagnostic node, which is shown and not counted. */
  readonly weight: number;
  readonly isDiagnostic: boolean;
  readonly item?: string;
  /** The item the node's satisfaction rate is about (rule 8). */
  readonly overallItem?: string;
  readonly lead: readonly string[];
  readonly support: readonly string[];
  /** Branches that had no answers and are left out, by name. */
  readonly leftOut: readonly string[];
}

/**
 * | statistic            | subject          | unit   |
 * |----------------------|------------------|--------|
 * | `index`              | node             | points |
 * | `satisfactionRate`   | node or item     | share  |
 * | `itemScore`          | item             | points |
 * | `notUsedShare` ...   | item             | share  |
 * | `<indicator figure>` | indicator        | as its method says |
 */
export interface PublishedFigure {
  /** `statistic/subject` or `statistic/subject@area`. */
  readonly key: string;
  readonly statistic: string;
  readonly subject: string;
  readonly area?: string;
  /** `points`: 0-100 (net promoter -100-100). `share`: 0-1. `count`: acts per person and the like. */
  readonly unit: 'points' | 'share' | 'count';
  readonly cell: Cell;
}

/** The areas in full standing, compared by the index of one node. There is no order by value. */
export interface AreaRanking {
  readonly subject: string;
  readonly areas: readonly {
    readonly area: string;
    /** Best and worst rank that cannot be ruled out; the sets of all areas hold at once. */
    readonly ranks: readonly [best: number, worst: number];
    /** 高于、无差别、低于 the mean of the other areas, after Holm's adjustment. */
    readonly group: 'above' | 'noDifference' | 'below';
    /** From the mean of the others, in points, with its own interval, unadjusted; none where it has no error. */
    readonly difference?: number;
    readonly interval?: readonly [number, number];
    readonly adjustedPValue?: number;
  }[];
}

/** Value, error, interval and n are one thing and travel together; or there is none, with the reason. */
export type Cell = ShownCell | SuppressedCell;

export interface ShownCell {
  readonly value: number;
  /**
   * `full`: may be judged and compared. `intervalOnly` (30-49 answers): no verdict.
   * `insufficient` (10-29): the value is marked 样本不足 and has no interval.
   */
  readonly standing: 'full' | 'intervalOnly' | 'insufficient';
  readonly standardError?: number;
  readonly interval?: readonly [number, number];
  readonly degreesOfFreedom?: number;
  /** Answers it rests on, rounded to 5. */
  readonly n: number;
  readonly effectiveN?: number;
  readonly designEffect?: number;
}

export interface SuppressedCell {
  /**
   * `few`: too few answers. `complement`: it could be got from the others. `noIndex`: branches are missing.
   * `noError`: all answers agree, or too few primary units, so that its error cannot be told.
   */
  readonly suppressed: 'few' | 'complement' | 'noIndex' | 'noError';
}

export interface Comparison {
  readonly wave: string;
  readonly waveTitle: LocalText;
  readonly period: string;
  /** Hash of the release compared with. */
  readonly release: string;
  /** Why a line must not be drawn from that wave to this one; empty where it may. */
  readonly breaks: readonly ComparisonBreak[];
  /** Empty where there is a break. */
  readonly changes: readonly PublishedChange[];
}

export type ComparisonBreak =
  'conventionChanged' | 'indexChanged' | 'questionsChanged' | 'weightingChanged' | 'modeMixChanged';

export interface PublishedChange {
  /** Key of the figure. */
  readonly key: string;
  readonly difference: number;
  readonly standardError: number;
  readonly interval: readonly [number, number];
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  /** After Holm's adjustment within its family; equals `pValue` for the headline index and locked targets. */
  readonly adjustedPValue: number;
  /** 上升、下降、未见显著变化、持平. */
  readonly word: 'rose' | 'fell' | 'noDetectableChange' | 'unchanged';
  /** Significant alone, not after the adjustment: 单项显著，未过多重检验. */
  readonly isRawOnly: boolean;
  /** The smallest change this comparison could have detected with power 80 %. */
  readonly detectable: number;
}

export interface TargetResult {
  readonly name: string;
  readonly text: LocalText;
  readonly departments: readonly string[];
  readonly operator: TargetOperatorShown;
  /** The figure that judges, by key. */
  readonly figure: string;
  readonly verdict: 'met' | 'notMet' | 'undecided' | 'insufficientDesign';
  /**
   * `interval`: it decided, or straddles the threshold. `tooFew` answers. `noComparison`: no comparable wave
   * before. `dontKnowBounds`, `flagged`: the verdict would turn with those who said "don't know", or without
   * flagged answers. `design`: the planned sample could not have decided.
   */
  readonly reason: 'interval' | 'tooFew' | 'noComparison' | 'dontKnowBounds' | 'flagged' | 'design';
  /** The interval that judges, on the scale of the threshold; for a trend target that of the change. */
  readonly interval?: readonly [number, number];
  /** The same figure without flagged answers, where any was flagged. */
  readonly withoutFlagged?: Cell;
  /** Of a trend target: every consecutive comparable change so far, oldest first, by the periods of the waves; in the figure's unit. */
  readonly changes?: readonly {
    readonly from: string;
    readonly to: string;
    readonly interval: readonly [number, number];
  }[];
}

/** The operators were those of now; a term was not declared. */
export type TargetOperatorShown = TargetOperator;
