import type { Estimate } from '../../estimation/errors/estimate.ts';
import { notEstimable, type NotEstimable } from '../../estimation/figures/not-estimable.ts';
import type { Form, Programme } from '../../programme/programme.ts';
import { format1Definitions } from './format-1-definitions.ts';
import { format1Family } from './format-1-family.ts';
import { format1Hidden } from './format-1-hidden.ts';
import { format1Judgement } from './format-1-judgement.ts';
import type { Cell, Release, TargetResult } from './format-1.ts';
import type { SealedFigure, SealedRelease, SealedTarget } from '../sealed-release.ts';

/**
 * A release of format 1 as a sealed document: its 12 digits are what the next wave is compared with. Its errors stay
 * those it was judged by. Numbers of answers are rounded to 5 in it, and nothing says which were excluded: none could be. A
 * value without an error, on 10-29 answers, is no estimate. What is the same quantity under two keys is here under both.
 * What readers of format 2 do not get of it any more counts as hidden.
 *
 * @param programme, form what its wave pinned
 */
export function format1Sealed(release: Release, programme: Programme, asked: Form): SealedRelease {
  const { name: form } = asked;
  const { wave, number, provenance, sample } = release;
  const definitionOf = format1Definitions(release, programme, asked);
  const hidden = format1Hidden(release);
  const { responses, byChannel, byMode, flagged } = sample;
  return {
    format: 'manyi-release-2-sealed',
    // Nothing was hidden behind its hash.
    secret: '',
    programme: programme.name,
    wave,
    number,
    provenance,
    sample: { responses, byChannel, byMode, flagged, excluded: [] },
    figures: release.figures.map(({ key, statistic, subject, area, unit, cell }) => ({
      form,
      key,
      statistic,
      subject,
      ...(area === undefined ? {} : { area }),
      unit,
      definition: definitionOf({ statistic, subject, ...(area === undefined ? {} : { area }) }),
      ...(hidden.has(key) ? { hidden: 'complement' as const } : {}),
      ...sealedCell(cell, release),
    })),
    references: [],
    rankings: (release.rankings ?? []).map((ranking) => ({ form, ...ranking })),
    changes: (release.comparison?.changes ?? []).map((change) => ({
      form,
      family: format1Family(release, change.key),
      ...change,
    })),
    targets: release.targets.map((target) => sealedTarget(release, form, target)),
  };
}

function sealedCell(
  cell: Cell,
  { method }: Release,
): Pick<SealedFigure, 'estimate' | 'standing'> & Partial<Pick<SealedFigure, 'hidden'>> {
  if ('suppressed' in cell) {
    return { estimate: without[cell.suppressed], standing: 'suppressed', hidden: cell.suppressed };
  }
  const { standing } = cell;
  return { estimate: estimateOf(cell, method) ?? notEstimable('noVariation'), standing };
}

const without: Readonly<Record<'few' | 'complement' | 'noIndex' | 'noError', NotEstimable>> = {
  few: notEstimable('noAnswers'),
  complement: notEstimable('noAnswers'),
  noIndex: notEstimable('branchesMissing'),
  noError: notEstimable('noVariation'),
};

function estimateOf(
  cell: Exclude<Cell, { suppressed: unknown }>,
  method: Release['method'],
): Estimate | undefined {
  const { value, standardError, interval, degreesOfFreedom, n, effectiveN, designEffect } = cell;
  if (standardError === undefined || interval === undefined || degreesOfFreedom === undefined)
    return undefined;
  return {
    value,
    standardError,
    interval,
    level: method.confidenceLevel,
    degreesOfFreedom,
    n,
    effectiveN: effectiveN ?? n,
    designEffect: designEffect ?? 1,
    kishDesignEffect: method.weighting?.designEffect ?? 1,
    varianceFactor: 1,
  };
}

function sealedTarget(release: Release, form: string, target: TargetResult): SealedTarget {
  const { name, figure, operator } = target;
  return { name, form, figure, operator, judgement: format1Judgement(release, target) };
}
