import type { Estimate } from '../estimation/errors/estimate.ts';
import type { NotEstimable } from '../estimation/figures/not-estimable.ts';
import type { Standing } from '../judgement/ladder.ts';
import type { FigureDefinition } from './definition.ts';
import type { AreaRanking, FigureReference, PublishedChange, Release, TargetResult } from './release.ts';

/**
 * A release at full precision (12 significant digits): what was judged, compared and ranked, hidden cells included.
 * It is stored beside the release under its own hash, which the release carries. The secret in it keeps anybody from
 * trying out which hidden numbers have that hash. Reading it is a right of evaluator and auditor, on record.
 */
export interface SealedRelease {
  readonly format: 'manyi-release-2-sealed';
  /** 32 random bytes as hexadecimal digits. */
  readonly secret: string;
  readonly programme: string;
  readonly wave: Release['wave'];
  readonly number: number;
  readonly provenance: Omit<Release['provenance'], 'sealed'>;
  readonly sample: SealedSample;
  /** Ordered by form and key. */
  readonly figures: readonly SealedFigure[];
  readonly references: readonly FigureReference[];
  readonly rankings: readonly AreaRanking[];
  readonly changes: readonly PublishedChange[];
  readonly targets: readonly SealedTarget[];
  /** None in what was made of format 1. */
  readonly dontKnow?: SealedDontKnow;
  /** What the gate asked of disclosure control, without which the release is not made again as it is. */
  readonly asked?: { readonly caution: number; readonly besides: readonly string[] };
}

/** "Don't know" read otherwise, as a later wave has to read it alike. */
export interface SealedDontKnow {
  /** Of all rated items. */
  readonly scores: readonly DontKnowScore[];
  /** Of figures whose changes are tested, by key. */
  readonly readings: readonly (Required<Pick<Readings, 'dontKnowIs' | 'dontKnowIsNot'>> & {
    readonly key: string;
  })[];
}

/** Exact counts. */
export interface SealedSample {
  readonly responses: number;
  readonly byChannel: Readonly<Record<string, number>>;
  readonly byMode: Readonly<Record<string, number>>;
  readonly flagged: number;
  /** Ids of responses that were excluded, in order. */
  readonly excluded: readonly string[];
}

export interface SealedFigure {
  readonly form: string;
  readonly key: string;
  readonly statistic: string;
  readonly subject: string;
  readonly area?: string;
  readonly unit: 'points' | 'share' | 'count';
  readonly definition: FigureDefinition;
  readonly estimate: Estimate | NotEstimable;
  readonly standing: Standing;
  /** Why it is not shown: few answers itself, for the sake of such, all agree; not asked of anybody. */
  readonly hidden?: 'few' | 'complement' | 'noError' | 'noIndex' | 'notAsked';
}

/** A target with all that later waves need of it. */
export interface SealedTarget {
  readonly name: string;
  readonly form: string;
  readonly figure: string;
  readonly operator: TargetResult['operator'];
  readonly judgement: TargetResult['judgement'];
  readonly term?: TargetResult['term'];
  /** Over all answers, by the definition the target is judged by; none in what was made of format 1. */
  readonly evidence?: TargetEvidence;
}

/** One figure as it is, and in the other readings a verdict must agree with (`agreeingVerdict`). */
export interface TargetEvidence {
  /** Of "each year": the definition the term began with. */
  readonly definition: FigureDefinition;
  readonly readings: Readings;
  /** The same with "don't know" scored as the wave before had it: what is compared with that wave. */
  readonly asBefore?: Readings;
  /** Of an index or mean score, by item: what "don't know" counts in the two readings. */
  readonly dontKnowScores?: readonly DontKnowScore[];
}

export interface Readings {
  readonly official: JudgedEstimate;
  /** Everybody who said "don't know" satisfied, or nobody. */
  readonly dontKnowIs?: JudgedEstimate;
  readonly dontKnowIsNot?: JudgedEstimate;
  readonly withoutFlagged?: JudgedEstimate;
}

export interface JudgedEstimate {
  readonly estimate: Estimate | NotEstimable;
  readonly standing: Standing;
}

/** The mean score of an item among the satisfied, and among the others. */
export interface DontKnowScore {
  readonly item: string;
  readonly satisfied: number;
  readonly others: number;
}
