import type { Fault } from '../fault.ts';
import type { Questionnaire } from '../questionnaire/questionnaire.ts';
import { itemsOfMeasure } from './items-of-measure.ts';
import type { Area, Form, SamplePlan } from './programme.ts';
import { itemsByName } from '../questionnaire/questionnaire-variables.ts';
import type { Target } from './target.ts';

/** Shares are typed with a few decimals; their sum must still be 1 as a computer adds them. */
const SHARE_TOLERANCE = 1e-9;

/** What is left out could not be read: its own faults are enough. */
export interface PlanSurroundings {
  readonly areas: readonly Area[] | undefined;
  readonly forms: readonly Form[];
}

/** What a sample plan says of areas and items that are not there, or that does not go together. */
export function planFaults(
  file: string,
  plan: SamplePlan,
  { areas, forms }: PlanSurroundings,
): readonly Fault[] {
  const fault = (path: string, message: string): Fault => ({ file, path: `settings.plan.${path}`, message });
  return [
    ...(plan.areas && areas ? areaFaults(plan.areas, areas) : []).map((message) => fault('areas', message)),
    ...(forms.length === 0 ? [] : Object.keys(plan.items ?? {}))
      .filter((name) => !forms.some(({ questionnaire }) => itemsByName(questionnaire).has(name)))
      .map((name) =>
        fault(`items.${name}`, 'is no item of any questionnaire; correct the name or take it out'),
      ),
    ...unitFaults(plan).map((message) => fault('primaryUnits', message)),
  ];
}

function areaFaults(shares: Readonly<Record<string, number>>, areas: readonly Area[]): readonly string[] {
  const codes = areas.map(({ code }) => code);
  const unknown = Object.keys(shares).filter((code) => !codes.includes(code));
  const lacking = codes.filter((code) => !Object.hasOwn(shares, code));
  const sum = Object.values(shares).reduce((total, share) => total + share, 0);
  return [
    ...unknown.map((code) => `names "${code}", which is no area of areas.json`),
    ...lacking.map((code) => `lacks the share of "${code}"; name every area`),
    ...(Math.abs(sum - 1) > SHARE_TOLERANCE
      ? [`shares sum to ${Number(sum.toPrecision(12))}; they must sum to 1`]
      : []),
  ];
}

function unitFaults({ primaryUnits, strata, sampleSize }: SamplePlan): readonly string[] {
  if (primaryUnits === undefined && strata === undefined) return [];
  if (primaryUnits === undefined || strata === undefined) {
    return ['and strata belong together; say how many of each are planned'];
  }
  return [
    ...(primaryUnits < strata
      ? [`are ${primaryUnits} in ${strata} strata; each stratum has at least one`]
      : []),
    ...(primaryUnits > sampleSize
      ? [`are ${primaryUnits}, more than the ${sampleSize} planned responses`]
      : []),
  ];
}

/**
 * Targets on what not everybody can answer, of which nobody has said how many can: such a plan would promise answers
 * that do not come, and the target would be undecided for ever.
 */
export function unplannedFaults(
  file: string,
  targets: readonly Target[],
  forms: readonly Form[],
  shares: NonNullable<SamplePlan['items']>,
): readonly Fault[] {
  return targets.flatMap(({ measure }, index) => {
    const form = forms.find(({ name }) => name === measure.form);
    if (!form) return [];
    return [...new Set(itemsOfMeasure(measure, form))]
      .filter((item) => isForSome(item, form.questionnaire) && shares[item]?.eligible === undefined)
      .map((item) => ({
        file,
        path: `targets[${index}].measure.of`,
        message:
          `rests on "${item}", which not everybody can answer; ` +
          `say in programme.json at settings.plan.items what share is "eligible"`,
      }));
  });
}

/** Whether an item is asked of some only, or lets people say that they have not used what it is about. */
function isForSome(name: string, { sections }: Questionnaire): boolean {
  return sections.some(({ when, items }) =>
    items.some((item) => item.name === name && (when ?? item.when ?? item.missing?.notUsed) !== undefined),
  );
}
