import type { LevelOperator, TrendOperator } from '../judgement/operators/operators.ts';
import type { LocalText } from '../questionnaire/local-text.ts';
import type { DefinitionPart } from './definition.ts';

/**
 * A release: everything that is published of one wave, frozen. It is stored as canonical JSON under its
 * hash, and made again from the same responses, documents and software it has the same bytes.
 *
 * Officials and the public read releases only. What is not in here cannot be seen; what would say something
 * about a few people is not in here: numbers have the digits their error leaves (`digits.ts`), and what could be
 * worked out about a hidden cell stays as open as `docs/methodology.md` says. The same figures at full precision
 * lie in a sealed document (`sealed-release.ts`), whose hash stands here.
 *
 * The format grows by new fields only; a field that changes its meaning makes another format.
 */
export interface Release extends WaveFigures {
  readonly format: 'manyi-release-2';
  readonly number: number;
  readonly provenance: ReleaseProvenance;
}

/** The figures of now: not frozen, never published, and no release whatever they are given to. */
export interface Look extends WaveFigures {
  readonly isFrozen: false;
  readonly provenance: Omit<ReleaseProvenance, 'sealed'>;
}

/** All figures of a wave, and what explains them. */
export interface WaveFigures {
  readonly programme: { readonly name: string; readonly title: LocalText; readonly isSimulated: boolean };
  readonly wave: {
    readonly id: string;
    readonly title: LocalText;
    readonly period: string;
    readonly kind: 'survey' | 'imported';
  };
  readonly method: ReleaseMethod;
  /** The questionnaires that were asked, each with the index computed from it. */
  readonly forms: readonly ReleaseForm[];
  /** Trees over the items of a form; the first of a form is its official index. */
  readonly frames: readonly { readonly name: string; readonly title: LocalText; readonly form: string }[];
  readonly sample: ReleaseSample;
  readonly fieldwork: Fieldwork;
  readonly areas: readonly { readonly code: string; readonly name: LocalText }[];
  /** The trees, flat, parents before children, one frame after the other. */
  readonly nodes: readonly ReleaseNode[];
  readonly indicators: readonly {
    readonly form: string;
    readonly name: string;
    readonly title: LocalText;
    readonly method: string;
  }[];
  /** Ordered by form and key. One quantity is here once. */
  readonly figures: readonly PublishedFigure[];
  /** Other names of quantities that are here under another key. */
  readonly references: readonly FigureReference[];
  /** The areas among each other, for each node. */
  readonly rankings: readonly AreaRanking[];
  /** Changes since the wave before, where there is one. */
  readonly comparison?: Comparison;
  readonly targets: readonly TargetResult[];
  readonly departments: readonly { readonly code: string; readonly name: LocalText }[];
}

/** What made it: the hashes of what it was made from, and the software's version. */
export interface ReleaseProvenance {
  /** The pinned wave document. */
  readonly document: string;
  /** All responses of the sample. */
  readonly responses: string;
  readonly software: string;
  /** The same release at full precision; some of before have none. */
  readonly sealed?: string;
}

export interface ReleaseMethod {
  readonly confidenceLevel: number;
  readonly minimumCell: number;
  readonly isProbabilitySample: boolean;
  /** What was done to the weights of the draw. */
  readonly weighting: ReleaseWeighting;
  /**
   * Families of tests, judged at 5 % each: how many there were, by number (`families.ts`); where several indices were
   * measured those of each, by its form.
   */
  readonly families: readonly {
    readonly number: FamilyNumber;
    readonly tests: number;
    readonly form?: string;
  }[];
}

/** 1 headline, 2 locked trend targets, 3 dimensions, ... 11 items against the others: `families.ts`. */
export type FamilyNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11;

export interface ReleaseForm {
  readonly name: string;
  readonly title: LocalText;
  readonly index: { readonly name: string; readonly title: LocalText };
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
  /** Where residents were drawn to one of several forms: those that this index takes together. */
  readonly drawn?: readonly {
    readonly name: string;
    readonly title: LocalText;
    /** Of the residents, 0-1. */
    readonly share: number;
  }[];
  /** Where several indices were measured; then that of the method is the official one's. */
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
  readonly lowestWeight?: number;
  readonly highestWeight?: number;
  /** What unequal weights cost in precision (Kish). */
  readonly designEffect?: number;
  /** The bound the programme declares for raked weights, a multiple of their mean: no weight is above it. */
  readonly trimmedTo?: number;
  /** That bound, where weights are not trimmed: none are raked, or the sample cannot hold the margins within it. */
  readonly notTrimmedTo?: number;
}
export interface WeightingMargin {
  readonly item: string;
  readonly text: LocalText;
  readonly source: LocalText;
  readonly asOf: string;
  readonly isApproximate: boolean;
}

/** A count as everybody may see it: rounded to 5, or that it is under 10 (不足10). */
export type RoundedCount = number | 'under10';

export interface ReleaseSample {
  /** Complete eligible responses the figures rest on. */
  readonly responses: RoundedCount;
  /** Complete responses by channel. Those of the open link are in no figure. */
  readonly byChannel: Readonly<Record<string, RoundedCount>>;
  /** Of the responses the figures rest on. */
  readonly byMode: Readonly<Record<string, RoundedCount>>;
  /** Responses that raised a flag: in every figure, save the line without them. */
  readonly flagged: RoundedCount;
  readonly strata: number;
  readonly primaryUnits: RoundedCount;
}

/** What happened (rule 35). Days are `YYYY-MM-DD` in the programme's zone. */
export interface Fieldwork {
  /** Invitations handed out; none where responses were imported. */
  readonly issued?: RoundedCount;
  /** What became of the invitations, by disposition: complete, ineligible, refused ... and not used. */
  readonly outcomes: readonly { readonly outcome: string; readonly count: RoundedCount }[];
  /** A share of 0-1 in whole per cent, with the definition it was computed by. */
  readonly responseRate?: { readonly value: number; readonly definition: string };
  readonly openedOn?: string;
  readonly plannedEnd?: string;
  /** The last closing. */
  readonly closedOn?: string;
  readonly sealedOn?: string;
  /** Each time a closed wave was opened again. */
  readonly reopenedOn: readonly string[];
  /** When to stop, as declared before the first interview. */
  readonly stoppingRule?: LocalText;
  readonly late: { readonly count: RoundedCount; readonly areIn: boolean };
  readonly exclusions: readonly { readonly reason: ExclusionReason; readonly count: RoundedCount }[];
  /** The headline index with what was excluded put in again, value and n alone, where anything was. */
  readonly headlineBeforeExclusions?: Cell;
  /** How often figures were looked at while the wave took answers, and on which days. */
  readonly looks: { readonly count: number; readonly days: readonly string[] };
  readonly deviations: readonly Deviation[];
}

export const exclusionReasons = [
  'ineligible',
  'duplicateToken',
  'failedBackCheck',
  'confessed',
  'testInterview',
  'frameError',
  'thinCells',
  'officeRequest',
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];

/** Where it went otherwise than planned. */
export type Deviation =
  /** Closed before, or after, the planned end. */
  | { readonly kind: 'endMoved'; readonly planned: string; readonly actual: string }
  /** Fewer complete responses than planned; both rounded to 5. */
  | { readonly kind: 'sampleBelowPlan'; readonly planned: number; readonly actual: RoundedCount }
  | { readonly kind: 'reopened'; readonly times: number }
  | { readonly kind: 'marginLeftOut'; readonly item: string }
  /** The bound of weights, a multiple of their mean. */
  | { readonly kind: 'notTrimmed'; readonly bound: number };

export interface ReleaseNode {
  readonly form: string;
  readonly frame: string;
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
  /** Leaves nobody answered and the index goes without, by name. */
  readonly leftOut: readonly string[];
}

/**
 * | statistic            | subject          | unit   |
 * |----------------------|------------------|--------|
 * | `index`              | node             | points |
 * | `satisfactionRate`   | item             | share  |
 * | `itemScore`          | item             | points |
 * | `notUsedShare` ...   | item             | share  |
 * | `<indicator figure>` | indicator        | as its method says |
 */
export interface PublishedFigure {
  readonly form: string;
  /** `statistic/subject` or `statistic/subject@area`; once in a form. */
  readonly key: string;
  readonly statistic: string;
  readonly subject: string;
  readonly area?: string;
  /** `points`: 0-100 (net promoter -100-100). `share`: 0-1. `count`: acts per person and the like. */
  readonly unit: 'points' | 'share' | 'count';
  /** Hash of all that makes the figure what it is (`figure-definition.ts`): lines are drawn where it stays. */
  readonly definition: string;
  readonly cell: Cell;
}

/** The quantity `key` is offset + factor times the quantity `to`: the same number, or its other side. */
export interface FigureReference {
  readonly form: string;
  readonly key: string;
  readonly to: string;
  readonly factor: number;
  readonly offset: number;
}

/** The areas in full standing, compared by the index of one node. There is no order by value. */
export interface AreaRanking {
  readonly form: string;
  readonly subject: string;
  readonly areas: readonly {
    readonly area: string;
    /** Best and worst rank that cannot be ruled out; the sets of all areas hold at once. */
    readonly ranks: readonly [best: number, worst: number];
    /** 高于、无差别、低于 the mean of the other areas, after Holm's adjustment over its family. */
    readonly group: 'above' | 'noDifference' | 'below';
    /** From the mean of the others, in points, with its own interval, unadjusted; none where it has no error. */
    readonly difference?: number;
    readonly standardError?: number;
    readonly interval?: readonly [number, number];
    /** The upper end of its class: 0.001, 0.01, 0.05 or 1. */
    readonly adjustedPValue?: number;
  }[];
}

/** Value, error, interval and n are one thing and travel together; or there is none, with the reason. */
export type Cell = ShownCell | CodedCell | HiddenCell;

export interface ShownCell {
  readonly value: number;
  /**
   * `full`: may be judged and compared. `intervalOnly` (30-49 answers): no verdict.
   * `insufficient` (10-29): the value is marked 样本不足 and has no interval.
   */
  readonly standing: 'full' | 'intervalOnly' | 'insufficient';
  readonly standardError?: number;
  /** By the degrees of freedom shown and the error corrected for small samples (rule 28). */
  readonly interval?: readonly [number, number];
  readonly degreesOfFreedom?: number;
  /** Answers it rests on, rounded to 5. */
  readonly n: number;
  readonly effectiveN?: number;
  readonly designEffect?: number;
}

/** On 10-29 answers an end of the scale says what everybody answered: it is told as beyond a bound. */
export interface CodedCell {
  readonly bound: 'atLeast' | 'atMost';
  /** In the figure's unit: 0.9 and 0.1 of a share, 95 and 5 points. */
  readonly value: number;
  readonly standing: 'insufficient';
  readonly n: number;
}

export interface HiddenCell {
  /** `hidden` (未公布): few answers, or what would give them away, or no error. `notAsked`: of nobody in this wave. */
  readonly suppressed: 'hidden' | 'notAsked';
}

export interface Comparison {
  readonly wave: string;
  readonly waveTitle: LocalText;
  readonly period: string;
  /** Hash of the release compared with. */
  readonly release: string;
  /** Figures whose line ends before this wave, with the reasons; those alike together. */
  readonly breaks: readonly FigureBreak[];
  readonly changes: readonly PublishedChange[];
}

export interface FigureBreak {
  readonly form: string;
  readonly reasons: readonly BreakReason[];
  /** Keys, in order. */
  readonly figures: readonly string[];
}

/** A part of the definition that is another now, or: modes shifted; there was no such figure; too few common leaves. */
export type BreakReason = DefinitionPart | 'modeMix' | 'newFigure';

export interface PublishedChange {
  readonly form: string;
  /** Key of the figure. */
  readonly key: string;
  readonly family: FamilyNumber;
  readonly difference: number;
  readonly standardError: number;
  readonly interval: readonly [number, number];
  readonly degreesOfFreedom: number;
  /** Of a figure by area the upper end of its class, as in rankings: 0.001, 0.01, 0.05 or 1. */
  readonly pValue: number;
  /** After Holm's adjustment within its family. */
  readonly adjustedPValue: number;
  /**
   * 上升、下降、未见显著变化、持平. `open`: significant, but not however "don't know" is counted, so that neither a change
   * nor none may be said (rule 32).
   */
  readonly word: 'rose' | 'fell' | 'noDetectableChange' | 'unchanged' | 'open';
  /** Significant alone, not after the adjustment: 单项显著，未过多重检验. */
  readonly isRawOnly: boolean;
  /** The smallest change this comparison could have detected with power 80 %. */
  readonly detectable: number;
  /** The new wave is raked to the totals of the wave before: the figure beside it is not the one compared. */
  readonly hasEarlierTotals?: true;
  /** Both waves over the leaves they have in common: at least 80 % of both. */
  readonly commonLeaves?: readonly string[];
}

export interface TargetResult {
  readonly name: string;
  readonly text: LocalText;
  readonly departments: readonly string[];
  readonly operator: TargetOperatorShown;
  readonly form: string;
  /**
   * The figure that judges, by the key it has in this release. Of a withdrawn promise whose figure is not made any more:
   * the key it had last, which names nothing here.
   */
  readonly figure: string;
  /** Verdict, interval, value and n are one cell: none of them is read without the others. */
  readonly judgement: TargetJudgement;
  /** The same figure without flagged answers, where any was flagged. */
  readonly withoutFlagged?: Cell;
  /** The programme no longer has it: its term runs on, and is judged to its end. */
  readonly isWithdrawn?: true;
  /** Of "each year": what was promised, and how each pair of periods came out. */
  readonly term?: TargetTerm;
}

export interface TargetJudgement {
  readonly verdict: 'met' | 'notMet' | 'undecided' | 'insufficientDesign';
  /**
   * `interval`: it decided, or straddles the threshold. `tooFew` answers. `noComparison`: no comparable wave
   * before. `dontKnowBounds`, `flagged`: the verdict would turn with those who said "don't know", or without
   * flagged answers. `design`: the planned sample could not have decided. `pairFell`: a pair of the term fell.
   * `openPairs`: pairs of the term could not be judged. `notWhole`: a branch of the index has no answers. `hidden`:
   * its figure is, whyever. `manyTargets`: by itself it would be met or not, among more than ten trend targets not.
   */
  readonly reason:
    | 'interval'
    | 'tooFew'
    | 'hidden'
    | 'manyTargets'
    | 'noComparison'
    | 'dontKnowBounds'
    | 'flagged'
    | 'design'
    | 'pairFell'
    | 'openPairs'
    | 'notWhole';
  /** What is judged: the figure, for a trend target its last change; in the figure's unit. */
  readonly value?: number;
  readonly standardError?: number;
  readonly interval?: readonly [number, number];
  readonly n?: number;
}

export interface TargetTerm {
  readonly base: string;
  /** The periods after the base, at most five. */
  readonly periods: readonly string[];
  /** It was not declared: its periods are those of the waves, as they come. */
  readonly isOpen?: true;
  readonly pairs: readonly TermPair[];
  /** Since the base, without verdict; none where it cannot be computed. */
  readonly sinceBase?: {
    readonly difference: number;
    readonly standardError: number;
    readonly interval: readonly [number, number];
  };
  /** Judged by the definition of the base, which is no longer that of the figure beside it. */
  readonly isByLockedDefinition?: true;
  /** The term that was given up for this one, and what was said of it last. */
  readonly before?: {
    readonly base: string;
    readonly periods: readonly string[];
    readonly verdict: TargetJudgement['verdict'];
  };
}

export interface TermPair {
  readonly from: string;
  readonly to: string;
  /** `rose`, `fell`, `neither`; or why it could not be judged; `ahead`: not there yet. */
  readonly outcome: 'rose' | 'fell' | 'neither' | 'break' | 'standing' | 'noWave' | 'ahead';
  /** It rose or fell, but not with "don't know" counted otherwise, or without flagged answers: it keeps no promise. */
  readonly hangsOn?: 'dontKnowBounds' | 'flagged';
  readonly difference?: number;
  readonly standardError?: number;
  readonly interval?: readonly [number, number];
  /** Why the line broke. */
  readonly reasons?: readonly BreakReason[];
}

/** As the target declares it; "each year" with its term, where that was declared. */
export type TargetOperatorShown =
  LevelOperator | (TrendOperator & { readonly base?: string; readonly periods?: readonly string[] });
