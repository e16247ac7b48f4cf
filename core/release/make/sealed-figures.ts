import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import { ABSENT } from '../../estimation/figures/coded-column.ts';
import type { Form } from '../../programme/programme.ts';
import type { EstimatedFigure } from '../measure/estimated-figures.ts';
import type { Hiding } from '../disclose/hide-cells.ts';
import { itemsOfFigure } from '../define/items-of-figure.ts';
import { publishedEstimate } from '../published.ts';
import type { SealedFigure } from '../sealed-release.ts';
import type { WaveColumns } from '../measure/wave-columns.ts';

/** The figures of a sealed document, in order of their keys, each with the reason why it is not shown. */
export function sealedFigures(
  form: Form,
  columns: WaveColumns,
  estimated: readonly EstimatedFigure[],
  hidden: ReadonlyMap<string, Hiding>,
): readonly SealedFigure[] {
  const asked = askedVariables(columns);
  return estimated
    .filter(({ area }) => area !== '')
    .map((figure): SealedFigure => {
      const { key, statistic, subject, area, unit, definition, estimate, standing } = figure;
      const isAsked = itemsOfFigure(form, figure).some((name) => asked.has(name));
      const reason = isAsked ? (hidden.get(key) ?? reasonOf(figure)) : 'notAsked';
      return {
        form: form.name,
        key,
        statistic,
        subject,
        ...(area === undefined ? {} : { area }),
        unit,
        definition,
        estimate: publishedEstimate(estimate),
        standing,
        ...(reason ? { hidden: reason } : {}),
      };
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Variables to which anybody has any answer, be it that he does not know. */
function askedVariables({ variables }: WaveColumns): ReadonlySet<string> {
  return new Set(
    [...variables].flatMap(([name, { codes }]) => (codes.some((code) => code !== ABSENT) ? [name] : [])),
  );
}

function reasonOf({ estimate, standing }: EstimatedFigure): SealedFigure['hidden'] {
  if (isEstimable(estimate)) return standing === 'suppressed' ? 'few' : undefined;
  if (estimate.notEstimable === 'branchesMissing') return 'noIndex';
  const hasNoError =
    estimate.notEstimable === 'noVariation' || estimate.notEstimable === 'noDegreesOfFreedom';
  return hasNoError ? 'noError' : 'few';
}
