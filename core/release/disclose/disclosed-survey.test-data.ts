import { combine } from '../../estimation/figures/combine.ts';
import { ladder } from '../../judgement/ladder.ts';
import { linearMean } from '../../estimation/figures/linear-mean.ts';
import { linearProportion } from '../../estimation/figures/linear-proportion.ts';
import type { LinearisedFigure } from '../../estimation/figures/linearised-figure.ts';
import { isEstimable, notEstimable, type NotEstimable } from '../../estimation/figures/not-estimable.ts';
import { sampleDesign } from '../../estimation/design/sample-design.ts';
import { estimateFigure, type Unit } from '../../indices/figure-method.ts';
import { seededRandom } from '../../numeric/seeded-random.ts';
import type { ComposedFigure, DisclosedFigure, DisclosureInput } from './reader-system.ts';

export interface DisclosedSurveyPlan {
  readonly seed: number | string;
  readonly areas: number;
  readonly leaves: number;
  /** Leaves of a dimension, and dimensions below the root. */
  readonly perNode: number;
  readonly responses: number;
  /** The part of an area that can rate a leaf: drawn between the two, leaf by leaf and area by area. */
  readonly used: readonly [number, number];
  readonly hasEqualWeights?: boolean;
  readonly unknownShare?: number;
}

/** The satisfied give 7 or more of 10 points; what each point adds to mean and rate. */
export const ratedPoints = Array.from({ length: 10 }, (_, at): readonly [number, number] => [
  (100 * at) / 9,
  at >= 6 ? 100 : 0,
]);

/** A made-up survey by areas (some respondents of none that is known), with a tree of leaves, as disclosure control sees it. */
export function disclosedSurvey(plan: DisclosedSurveyPlan): DisclosureInput {
  const random = seededRandom(plan.seed);
  const areas = [...Array.from({ length: plan.areas }, (_, at) => `a${at}`), ''];
  const size = areas.map((area) =>
    area === '' ? (plan.unknownShare ?? 0.02) * plan.areas : 0.4 + random.next(),
  );
  const all = size.reduce((sum, each) => sum + each, 0);
  const rows = Array.from({ length: plan.responses }, () => {
    let at = random.next() * all;
    return size.findIndex((each) => (at -= each) < 0);
  });
  const weights = rows.map(() => (plan.hasEqualWeights ? 1 : 0.5 + 1.5 * random.next()));
  const design = sampleDesign({ weights });
  const leaves = Array.from({ length: plan.leaves }, (_, leaf) => {
    const [least, most] = plan.used;
    const used = areas.map(() => least + (most - least) * random.next() ** 2);
    return {
      name: `q${leaf}`,
      answers: rows.map((area) => {
        if (random.next() > used[area]!) return NaN;
        return Math.min(10, Math.max(1, Math.round(7.5 + 0.5 * Math.sin(leaf) + 1.9 * random.normal())));
      }),
    };
  });
  const figures: DisclosedFigure[] = [];
  const composed: ComposedFigure[] = [];
  const add = (
    statistic: string,
    subject: string,
    area: string | undefined,
    unit: Unit,
    figure: LinearisedFigure | NotEstimable,
  ) => {
    const key = `${statistic}/${subject}${area === undefined ? '' : `@${area}`}`;
    const estimate = estimateFigure(design, unit, figure);
    const standing = isEstimable(estimate) ? ladder(estimate) : 'suppressed';
    figures.push({
      key,
      statistic,
      subject,
      ...(area === undefined ? {} : { area }),
      unit,
      figure,
      estimate,
      standing,
    });
    return key;
  };
  for (const [place, area] of [undefined, ...areas].entries()) {
    const domain = Uint8Array.from(rows, (each) => (area === undefined || each === place - 1 ? 1 : 0));
    const nodes = leaves.map(({ name, answers }) => {
      const scores = answers.map((point) => (100 * (point - 1)) / 9);
      const figure = linearMean(design, scores, { domain });
      const key = add('itemScore', name, area, 'points', figure);
      const satisfied = answers.map((point) => (Number.isNaN(point) ? NaN : Number(point >= 7)));
      add('satisfactionRate', name, area, 'share', linearProportion(design, satisfied, { domain }));
      return { figure, parts: [{ key, coefficient: 1 }] };
    });
    const dimensions = [];
    for (let from = 0; from < nodes.length; from += plan.perNode) {
      dimensions.push(nodeOf(`d${from / plan.perNode}`, nodes.slice(from, from + plan.perNode)));
    }
    nodeOf('root', dimensions);

    function nodeOf(name: string, children: typeof nodes) {
      const known = children.filter(({ figure }) => isEstimable(figure));
      if (known.length < 0.8 * children.length) {
        const figure = notEstimable('branchesMissing');
        add('index', name, area, 'points', figure);
        return { figure, parts: [] };
      }
      const coefficient = 1 / known.length;
      const figure = combine(
        design,
        known.flatMap((child) => (isEstimable(child.figure) ? [{ coefficient, figure: child.figure }] : [])),
      );
      const parts = known.flatMap((child) =>
        child.parts.map((part) => ({ key: part.key, coefficient: coefficient * part.coefficient })),
      );
      composed.push({ key: add('index', name, area, 'points', figure), parts });
      return { figure, parts };
    }
  }
  return {
    figures,
    composed,
    coupled: leaves.map(({ name }) => ({
      tables: [`itemScore/${name}`, `satisfactionRate/${name}`],
      points: ratedPoints,
    })),
    references: [],
    numbers: [],
    minimum: 10,
  };
}
