import * as v from 'valibot';
import { awareness } from './awareness.ts';
import type { IndicatorSchema, Method } from './method.ts';
import { netPromoter } from './net-promoter.ts';
import { participation } from './participation.ts';
import { problemsAndComplaints } from './problems-and-complaints.ts';

/** Every method of an indicator. A new one is a file, and a line here. */
export const methods = { awareness, participation, problemsAndComplaints, netPromoter };

export type MethodName = keyof typeof methods;
/** The figures there are beside the index and the items: what a target may be bound to as `indicator/figure`. */
export type IndicatorFigure = { [Name in MethodName]: keyof (typeof methods)[Name]['figures'] }[MethodName];

/** What is measured beside the index; each method gives one or several figures of its own. */
export const indicatorSchema = v.variant(
  'method',
  Object.values(methods).map(({ schema }) => schema),
);
export type Indicator = v.InferOutput<typeof indicatorSchema>;

/**
 * The method of an indicator, ready to be used with that indicator.
 *
 * @example
 * const title = { 'zh-Hans': '推荐', en: 'Recommend' };
 * const indicator: Indicator = { method: 'netPromoter', name: 'promoters', title, item: 'Q1' };
 * methodOf(indicator).figuresOf(indicator); // ['netPromoter']
 */
export function methodOf(indicator: Indicator): Method<IndicatorSchema, unknown, string> {
  return methods[indicator.method] as unknown as Method<IndicatorSchema, unknown, string>;
}

/**
 * Figures whose base is what another one of their indicator counts, with that one.
 *
 * @example
 * bases.get('silenceRate'); // 'problemOccurrence'
 */
export const bases: ReadonlyMap<string, string> = new Map(
  Object.values(methods).flatMap((method) => ('baseOf' in method ? Object.entries(method.baseOf ?? {}) : [])),
);
