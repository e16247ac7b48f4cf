import type { Target } from '../../programme/target.ts';
import { boundFigure, quantityOf } from '../define/bound-figure.ts';
import { figureKey } from '../figure-key.ts';
import { isOfEachYear, lastOfPromise, type EarlierPromise } from './earlier-promises.ts';
import type { FigureName } from '../figure-names.ts';
import type { Evidence } from './judged-targets.ts';
import { isRunning, lastWithTerm } from './locked-term.ts';

export interface WithdrawnTarget {
  readonly promise: EarlierPromise;
  /** As it was declared last, about its figure under the name that has now. */
  readonly target: Target;
  /** Neither its definition nor its name is among the figures any more: there is nothing to judge. */
  readonly isGone: boolean;
}

/**
 * Promises of "each year" whose term runs on though the programme no longer makes them: taken out of its files, or
 * turned into a target of another kind or figure. They are judged to their end (rule 30).
 *
 * @param left promises that no target goes on with
 */
export function withdrawnTargets(
  left: readonly EarlierPromise[],
  targets: readonly Target[],
  evidence: Pick<Evidence, 'own' | 'period' | 'references' | 'figures'>,
): readonly WithdrawnTarget[] {
  const taken = new Set(targets.map(({ name }) => name));
  return left.flatMap((promise): readonly WithdrawnTarget[] => {
    const term = lastWithTerm(promise)?.term;
    const declared = declaredAs(promise);
    if (!term || !declared || !isRunning(term, evidence.period)) return [];
    const now = aboutItsFigure(declared, promise, evidence);
    let { name } = lastOfPromise(promise);
    while (taken.has(name)) name = `${name}-each-year`;
    taken.add(name);
    return [{ promise, target: { ...(now ?? declared), name }, isGone: now === undefined }];
  });
}

/** The target as the programme had it last: where it was withdrawn before, that is some waves ago. */
function declaredAs({ links, kind }: EarlierPromise): Target | undefined {
  return links
    .map(({ wave, target: { name, figure } }) =>
      wave.programme.targets.find(
        (target) =>
          target.name === name &&
          target.operator.kind === kind &&
          isOfEachYear(target) &&
          quantityOf(boundFigure(target, wave.form), wave.sealed.references) === figure,
      ),
    )
    .findLast((target) => target !== undefined);
}

/** By its definition, else by its name. */
function aboutItsFigure(
  declared: Target,
  { hashes, ...promise }: EarlierPromise,
  { own, references, figures }: Pick<Evidence, 'own' | 'references' | 'figures'>,
): Target | undefined {
  const last = figures.get(lastOfPromise({ hashes, ...promise }).figure);
  const same = [...figures.values()].filter(({ definition }) => hashes.has(definition.hash));
  const names = [declared, ...[...same, ...(last ? [last] : [])].map((figure) => about(declared, figure))];
  const there = names.filter((target) => {
    const bound = boundFigure(target, own.form);
    return (
      own.overall().has(figureKey(bound.statistic, bound.subject)) &&
      figures.has(quantityOf(bound, references))
    );
  });
  const isSame = (target: Target) => hashes.has(own.definitionOf(boundFigure(target, own.form)).hash);
  return there.find(isSame) ?? there[0];
}

function about(declared: Target, { statistic, subject }: FigureName): Target {
  const isOfIndicator = declared.measure.statistic === 'indicator';
  const measure = isOfIndicator
    ? { ...declared.measure, of: `${subject}/${statistic}` }
    : { ...declared.measure, statistic: statistic as Target['measure']['statistic'], of: subject };
  return { ...declared, measure };
}
